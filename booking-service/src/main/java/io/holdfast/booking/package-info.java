/**
 * booking-service: bookings and offerings. Read {@code saga.BookingSaga} for what it listens to,
 * {@code domain.booking.Booking} for what it decides, {@code events.Bodies} for what it says.
 */
@NullMarked
package io.holdfast.booking;

import org.jspecify.annotations.NullMarked;
