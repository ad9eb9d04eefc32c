package io.holdfast.availability.domain;

import java.time.LocalTime;

/** A part of a day in wall times, its end excluded. It never crosses midnight, so neither does a reservation. */
public record Hours(LocalTime start, LocalTime end) {

    /** @throws IllegalArgumentException when it does not end after it starts */
    public Hours {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("Hours end after they start: " + start + " to " + end);
        }
    }

    boolean contains(LocalTime time) {
        return !time.isBefore(start) && time.isBefore(end);
    }
}
