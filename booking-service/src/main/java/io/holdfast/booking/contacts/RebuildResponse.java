package io.holdfast.booking.contacts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far contacts are being made once more.
 *
 * @param bookings   how many were read
 * @param finishedAt null while it is {@code RUNNING}
 */
record RebuildResponse(Status status, long bookings, Instant startedAt, @Nullable Instant finishedAt) {

    enum Status {
        RUNNING,
        DONE
    }

    static RebuildResponse of(RebuildDocument rebuild) {
        return new RebuildResponse(
                rebuild.isRunning() ? Status.RUNNING : Status.DONE, rebuild.bookings(), rebuild.startedAt(),
                rebuild.finishedAt());
    }
}
