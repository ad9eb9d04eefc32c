/** What this service listens to and what it does about it. */
@NullMarked
package io.holdfast.scheduler.saga;

import org.jspecify.annotations.NullMarked;
