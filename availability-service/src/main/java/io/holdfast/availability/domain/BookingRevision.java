package io.holdfast.availability.domain;

/**
 * Who owns a reservation: a booking as of one revision. A rescheduled booking asks as the next revision, and everything
 * here is idempotent by the pair.
 */
public record BookingRevision(String bookingId, int revision) {}
