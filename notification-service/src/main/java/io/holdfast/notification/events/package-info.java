/** What this service says: the bodies of its events. */
@NullMarked
package io.holdfast.notification.events;

import org.jspecify.annotations.NullMarked;
