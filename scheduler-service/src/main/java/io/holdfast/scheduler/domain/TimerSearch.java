package io.holdfast.scheduler.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's timers are asked for; null where any will do.
 *
 * @param from the earliest {@code scheduledFor}, inclusive
 * @param to   the latest, exclusive
 */
public record TimerSearch(
        TenantId tenantId,
        @Nullable String bookingId,
        @Nullable TimerStatus status,
        @Nullable TimerKind kind,
        @Nullable Instant from,
        @Nullable Instant to) {}
