package io.holdfast.availability.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The dates, in a schedule's zone, for which other calendars are read: today and as far as anything is sold, and some more, since a
 * calendar may be away when a date comes into reach.
 *
 * @param last included
 */
public record BusyWindow(LocalDate first, LocalDate last, ZoneId zone) {

    /** What is read beyond the last date that is sold. */
    public static final int MORE_DAYS = 7;

    private static final int MOST_DAYS = 400;

    /** @param daysAhead the farthest that any offering of the professional is sold */
    public static BusyWindow of(Schedule schedule, int daysAhead, Instant now) {
        LocalDate today = schedule.dateOf(now);
        return new BusyWindow(today, today.plusDays(Math.min(daysAhead + MORE_DAYS, MOST_DAYS)), schedule.zone());
    }

    /** From the start of the first date to the end of the last. */
    public Slot range() {
        return new Slot(
                first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** What lies in the window, by date; none where nothing does. */
    public SequencedMap<LocalDate, List<Slot>> byDate(List<Slot> busy, Schedule schedule) {
        var byDate = new LinkedHashMap<LocalDate, List<Slot>>();
        Slot range = range();
        for (Slot slot : busy) {
            if (slot.overlaps(range)) {
                for (Slot part : schedule.cutAtMidnight(slot.within(range))) {
                    byDate.computeIfAbsent(schedule.dateOf(part.start()), date -> new ArrayList<>()).add(part);
                }
            }
        }
        return byDate;
    }
}
