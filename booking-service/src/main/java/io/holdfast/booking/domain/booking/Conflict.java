package io.holdfast.booking.domain.booking;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A booking that is in the way of another. Only admins are shown these.
 *
 * @param number as people quote it; null where the calendar does not know it
 */
public record Conflict(String bookingId, @Nullable String number, Instant start, Instant end) {}
