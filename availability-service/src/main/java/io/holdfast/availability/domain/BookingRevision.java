package io.holdfast.availability.domain;

/**
 * A booking as of one revision, which owns a reservation. A rescheduled booking asks as the next revision, and everything
 * here is idempotent by the pair.
 */
public record BookingRevision(String bookingId, int revision) {}
