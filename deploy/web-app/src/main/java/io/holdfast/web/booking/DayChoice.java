package io.holdfast.web.booking;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Days and times to choose from.
 *
 * @param zone      in which times are shown
 * @param date      whose times are shown; null when the month has none
 * @param opened    says that another day than today is shown first, and why; null when somebody chose it
 * @param day       the date's name
 * @param nextFree  where the next free day is; null when this month has some, or the next weeks have none
 * @param tooSoon   why early times of the day are missing; null when none is
 * @param zoneName  as it is called on that day
 * @param otherDays says whose days they are, where the reader's dates are others; else null
 * @param own       says what the marked day is; null where there is none
 */
public record DayChoice(
        ZoneId zone,
        @Nullable LocalDate date,
        Month month,
        @Nullable String opened,
        @Nullable String day,
        List<Group> groups,
        @Nullable Link nextFree,
        @Nullable String tooSoon,
        ZoneChoice zones,
        String zoneName,
        @Nullable String otherDays,
        @Nullable String own) {

    /** Whether a day is shown of which nothing can be had. */
    public boolean isFull() {
        return groups.stream().flatMap(group -> group.times().stream()).allMatch(time -> time.address() == null);
    }

    /** @param earlier null where nothing can be booked before */
    public record Month(String name, List<Weekday> weekdays, List<List<Cell>> weeks, @Nullable String earlier, @Nullable String later) {}

    public record Weekday(String shortly, String fully) {}

    /**
     * A day in the grid.
     *
     * @param number  null outside of the month
     * @param label   such as {@code Tuesday, 1 December 2026, free}
     * @param address null where nothing is free
     * @param own     whether what is to be moved is on that day
     */
    public record Cell(@Nullable String number, String label, @Nullable String address, boolean chosen, boolean today, boolean own) {}

    /** @param title such as {@code Morning} */
    public record Group(String title, List<Time> times) {}

    /**
     * @param address null where it cannot be had
     * @param reason  why, such as {@code Booked}; null where it can
     */
    public record Time(String time, String machine, @Nullable String address, @Nullable String reason) {}

    public record Link(String text, String address) {}

    /** @param kept what the form for another zone says besides, by the fields' names */
    public record ZoneChoice(String action, Map<String, String> kept, List<Zone> zones) {}

    public record Zone(String id, String label, boolean chosen) {}
}
