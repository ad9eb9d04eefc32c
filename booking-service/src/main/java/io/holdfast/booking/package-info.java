/**
 * booking-service: bookings and offerings. Read {@code saga.BookingSaga} for what it listens to,
 * {@code domain.Booking} for what it decides, {@code publishing.BookingEventTranslator} for what it says.
 */
@NullMarked
package io.holdfast.booking;

import org.jspecify.annotations.NullMarked;
