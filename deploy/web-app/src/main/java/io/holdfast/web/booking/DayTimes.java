package io.holdfast.web.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.web.api.Day;
import io.holdfast.web.booking.DayChoice.Group;
import io.holdfast.web.booking.DayChoice.Time;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;

/**
 * A day's times as people look at them: by part of the day, taken ones shown as taken. Where the reader's clocks are elsewhere
 * in the week, by their own date.
 */
final class DayTimes {

    private static final int NOON = 12;
    private static final int EVENING = 17;

    private final Page page;
    private final Times times;
    private final DayLinks links;
    private final @Nullable Instant own;

    /** @param own start of what is to be moved: no time to choose, but shown */
    DayTimes(Page page, Times times, DayLinks links, @Nullable Instant own) {
        this.page = page;
        this.times = times;
        this.links = links;
        this.own = own;
    }

    List<Group> groups(Day day) {
        boolean elsewhere = day.slots().stream().anyMatch(slot -> !times.date(slot.start()).equals(day.date()));
        Map<String, List<Time>> groups = new LinkedHashMap<>();
        for (Day.Slot slot : day.slots()) {
            boolean isOwn = slot.start().equals(own);
            boolean free = slot.available() && !isOwn;
            String reason = free ? null : isOwn ? page.text("reschedule.own") : reason(slot);
            if (free || reason != null) {
                String title = elsewhere ? times.day(slot.start()) : page.text("booking.part." + partOf(slot));
                String address = free ? links.details(slot.start()) : null;
                groups.computeIfAbsent(title, unknown -> new ArrayList<>())
                        .add(new Time(times.time(slot.start()), Times.machine(slot.start()), address, reason));
            }
        }
        return groups.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue())).toList();
    }

    /** Why it is taken; null for what is no time at all, or is explained for all of the day. */
    private @Nullable String reason(Day.Slot slot) {
        return switch (String.valueOf(slot.reason())) {
            case "BOOKED", "HELD", "FULL" -> page.text("booking.taken");
            case "BREAK" -> page.text("booking.break");
            default -> null;
        };
    }

    private String partOf(Day.Slot slot) {
        int hour = slot.start().atZone(times.zone()).getHour();
        return hour < NOON ? "morning" : hour < EVENING ? "afternoon" : "evening";
    }

    static boolean hasTooSoon(Day day) {
        return day.slots().stream().anyMatch(slot -> "TOO_SOON".equals(slot.reason()));
    }

    /** Whether there is another date in their zone than the professional's. */
    boolean isElsewhere(Day day, LocalDate date) {
        return day.slots().stream().anyMatch(slot -> !times.date(slot.start()).equals(date));
    }
}
