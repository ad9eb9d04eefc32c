/** The booking aggregate: what it is made of and how it decides. Begin with {@link io.holdfast.booking.domain.booking.Booking}. */
@NullMarked
package io.holdfast.booking.domain.booking;

import org.jspecify.annotations.NullMarked;
