package io.holdfast.booking.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One line of a booking's history. */
public record StatusChange(BookingStatus status, Instant at, TriggeredBy triggeredBy, @Nullable String reason) {}
