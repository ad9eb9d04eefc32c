package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One date of a schedule, turned into instants.
 *
 * @param whole      from midnight to midnight; empty for the rare date that a zone skipped
 * @param open       when work is done, in order and apart from each other, breaks not taken out
 * @param breaks     when nothing is booked, within the open hours or not
 * @param starts     every instant at which something may start, in order, breaks included
 * @param overridden whether the date has hours of its own, or none by its own
 */
record DayPlan(
        LocalDate date,
        Optional<Slot> whole,
        List<Slot> open,
        List<Slot> breaks,
        List<Instant> starts,
        boolean overridden) {

    DayPlan {
        open = List.copyOf(open);
        breaks = List.copyOf(breaks);
        starts = List.copyOf(starts);
    }

    /** The slots of that length that fit into the hours, in order, breaks included. */
    List<Slot> slots(Duration length) {
        return starts.stream().map(start -> Slot.starting(start, length)).filter(this::isOpen).toList();
    }

    boolean isStart(Instant instant) {
        return Collections.binarySearch(starts, instant) >= 0;
    }

    /** Whether all of {@code slot} lies in one stretch of open hours. */
    boolean isOpen(Slot slot) {
        return open.stream().anyMatch(stretch -> stretch.contains(slot));
    }

    /** Whether any part of {@code slot} lies in a break. */
    boolean isBreak(Slot slot) {
        return breaks.stream().anyMatch(slot::overlaps);
    }

    /** Whether a reservation of {@code slot} is within the hours that this plan keeps. */
    boolean keeps(Slot slot) {
        return isOpen(slot) && !isBreak(slot);
    }

    /** Whether the same time is worked, whatever may start when. */
    boolean worksLike(DayPlan other) {
        return open.equals(other.open) && breaks.equals(other.breaks);
    }
}
