package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, its end excluded. */
public record Slot(Instant start, Instant end) {

    /** @throws IllegalArgumentException when it does not end after it starts */
    public Slot {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A slot ends after it starts: " + start + " to " + end);
        }
    }

    static Slot starting(Instant start, Duration length) {
        return new Slot(start, start.plus(length));
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    boolean overlaps(Slot other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    boolean contains(Slot other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    Slot widenedBy(Buffers buffers) {
        return new Slot(start.minus(buffers.before()), end.plus(buffers.after()));
    }
}
