package io.holdfast.notification.audit;

import java.time.Instant;

import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null where any will do.
 *
 * @param from inclusive
 * @param to   exclusive
 */
record AuditQuery(
        TenantId tenant,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {}
