package io.holdfast.booking.domain;

import java.util.List;

/** A booking that was just requested, not stored yet, and what is to be told about it. */
public record NewBooking(Booking booking, List<BookingEvent> events) {}
