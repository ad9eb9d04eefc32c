package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.util.Set;

/** A part of the working hours in which nothing is booked, on some days of the week. */
public record Break(Hours hours, Set<DayOfWeek> days) {

    public Break {
        days = Set.copyOf(days);
    }
}
