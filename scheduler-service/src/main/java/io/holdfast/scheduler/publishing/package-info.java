/** From domain events to the wire. */
@NullMarked
package io.holdfast.scheduler.publishing;

import org.jspecify.annotations.NullMarked;
