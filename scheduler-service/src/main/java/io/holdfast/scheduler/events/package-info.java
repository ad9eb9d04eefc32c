/** What this service says: the bodies of its events. */
@NullMarked
package io.holdfast.scheduler.events;

import org.jspecify.annotations.NullMarked;
