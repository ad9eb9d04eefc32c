package io.holdfast.booking.application;

import java.util.Optional;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;

/** Bookings as stored work finds them: by id alone, whoever's they are. */
public interface StoredBookings {

    Optional<Booking> find(BookingId id);
}
