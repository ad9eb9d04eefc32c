package io.holdfast.web.booking;

import java.util.List;

import io.holdfast.web.page.Steps;
import org.jspecify.annotations.Nullable;

/**
 * Days and times to choose from.
 *
 * @param professional null for whoever is free, or will be found
 * @param opened       says that another day than today is shown first, and why; null when somebody chose it
 * @param day          the day's name, with its times; null when the month has none
 * @param nextFree     where the next free day is; null when this month has some, or the next weeks have none
 * @param tooSoon      why early times of the day are missing; null when none is
 * @param zoneName     as it is called on that day
 * @param stream       of the day's slots as they change; null where there is none
 */
public record TimesView(
        OfferingCard offering,
        @Nullable ProfessionalCard professional,
        Steps steps,
        String back,
        List<Duration> durations,
        Month month,
        @Nullable String opened,
        @Nullable String day,
        List<Group> groups,
        @Nullable Link nextFree,
        @Nullable String tooSoon,
        ZoneChoice zones,
        String zoneName,
        @Nullable String otherDays,
        String policy,
        String price,
        @Nullable String stream) {

    /** @param address null for the one that is chosen */
    public record Duration(int minutes, String price, @Nullable String address) {}

    /** @param earlier null where nothing can be booked before */
    public record Month(String name, List<Weekday> weekdays, List<List<Cell>> weeks, @Nullable String earlier, @Nullable String later) {}

    public record Weekday(String shortly, String fully) {}

    /**
     * A day in the grid.
     *
     * @param number  null outside of the month
     * @param label   such as {@code Tuesday, 1 December 2026, free}
     * @param address null where nothing is free
     */
    public record Cell(@Nullable String number, String label, @Nullable String address, boolean chosen, boolean today) {}

    /** @param title such as {@code Morning} */
    public record Group(String title, List<Time> times) {}

    /**
     * @param address null where it cannot be had
     * @param reason  why, such as {@code Booked}; null where it can
     */
    public record Time(String time, String machine, @Nullable String address, @Nullable String reason) {}

    public record Link(String text, String address) {}

    /** What the form for another zone keeps. */
    public record ZoneChoice(String action, int duration, @Nullable String date, List<Zone> zones) {}

    public record Zone(String id, String label, boolean chosen) {}
}
