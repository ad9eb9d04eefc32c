package io.holdfast.scheduler.domain;

import java.time.Instant;

/**
 * A deadline was reached.
 *
 * @param revision the booking's, to which the deadline belongs
 */
public record TimerFired(String bookingId, TimerKind kind, int revision, Instant dueAt) {}
