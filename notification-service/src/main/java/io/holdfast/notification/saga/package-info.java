/** What this service listens to, and its own records of others' events. */
@NullMarked
package io.holdfast.notification.saga;

import org.jspecify.annotations.NullMarked;
