/** What bookings and offerings share, in plain Java, as all of the domain; begin with {@code booking.Booking}. */
@NullMarked
package io.holdfast.booking.domain;

import org.jspecify.annotations.NullMarked;
