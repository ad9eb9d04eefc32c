package io.holdfast.scheduler.domain;

import java.time.Instant;

/** A deadline was reached. */
public record TimerFired(TimerId id, String tenantId, Instant dueAt) {}
