/** From domain events to what goes over the wire. */
@NullMarked
package io.holdfast.booking.publishing;

import org.jspecify.annotations.NullMarked;
