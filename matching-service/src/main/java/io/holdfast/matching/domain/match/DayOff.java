package io.holdfast.matching.domain.match;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When a professional is not there for clients on one date, by blocks or by other calendars of theirs.
 *
 * @param date     in their schedule's zone
 * @param sequence of the event that says so
 * @param times    in order and apart from each other
 */
public record DayOff(LocalDate date, long sequence, List<Time> times) {

    public DayOff {
        times = List.copyOf(times);
    }

    /** A stretch of it, its end excluded. */
    public record Time(Instant start, Instant end) {}

    /** What is free again by what is said {@code next}; nothing where that is older. */
    public List<Time> freedBy(DayOff next) {
        if (next.sequence <= sequence) {
            return List.of();
        }
        var freed = new ArrayList<Time>();
        for (Time time : times) {
            Instant from = time.start();
            for (Time taken : next.times) {
                if (taken.start().isBefore(time.end()) && from.isBefore(taken.end())) {
                    if (from.isBefore(taken.start())) {
                        freed.add(new Time(from, taken.start()));
                    }
                    from = taken.end();
                }
            }
            if (from.isBefore(time.end())) {
                freed.add(new Time(from, time.end()));
            }
        }
        return freed;
    }
}
