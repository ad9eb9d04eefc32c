/**
 * Bookings, offerings and what both are made of, in plain Java. Begin with {@link io.holdfast.booking.domain.Booking};
 * what it may still depend on is the JDK.
 */
@NullMarked
package io.holdfast.booking.domain;

import org.jspecify.annotations.NullMarked;
