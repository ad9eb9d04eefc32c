package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time range, its end excluded. */
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

    public boolean overlaps(Slot other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    public boolean contains(Slot other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    Slot widenedBy(Buffers buffers) {
        return new Slot(start.minus(buffers.before()), end.plus(buffers.after()));
    }

    /** The part of it that lies in {@code range}, which it overlaps. */
    Slot within(Slot range) {
        return new Slot(
                start.isBefore(range.start) ? range.start : start, end.isAfter(range.end) ? range.end : end);
    }

    /** From the earlier start to the later end. */
    public Slot joinedWith(Slot other) {
        return new Slot(
                start.isBefore(other.start) ? start : other.start, end.isAfter(other.end) ? end : other.end);
    }

    /** What is left of this when {@code taken} is gone, in order: nothing, one part or two. */
    List<Slot> without(Slot taken) {
        if (!overlaps(taken)) {
            return List.of(this);
        }
        var left = new ArrayList<Slot>();
        if (start.isBefore(taken.start)) {
            left.add(new Slot(start, taken.start));
        }
        if (taken.end.isBefore(end)) {
            left.add(new Slot(taken.end, end));
        }
        return left;
    }
}
