package io.holdfast.booking.analytics;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a tenant's figures are made anew.
 *
 * @param status      {@code RUNNING} or {@code DONE}
 * @param bookings    how many were gone through; after a crash some are gone through again and counted twice
 * @param requestedBy null where a new version of the figures wanted it
 * @param finishedAt  null while it runs
 */
record RebuildResponse(
        String status, long bookings, Instant requestedAt, @Nullable String requestedBy, @Nullable Instant finishedAt) {

    static RebuildResponse of(FactRebuild rebuild) {
        return new RebuildResponse(
                rebuild.finishedAt() == null ? "RUNNING" : "DONE",
                rebuild.done(), rebuild.requestedAt(), rebuild.requestedBy(), rebuild.finishedAt());
    }
}
