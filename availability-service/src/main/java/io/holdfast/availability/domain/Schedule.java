package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a professional works, in wall times of their zone, turned into instants for each date by itself.
 *
 * <p>Where clocks change, a wall time means its first instant: one that a gap swallows does not exist, one that comes
 * twice is offered once. Hours, however, last as long as they last: 00:00 to 05:00 is four or six hours on such days.
 *
 * @param slotStep minutes between starts, counted from the start of the day's hours: 15, 30 or 60
 */
public record Schedule(
        ZoneId zone,
        int slotStep,
        WeeklyHours weeklyHours,
        List<Break> breaks,
        List<DateOverride> overrides,
        Buffers buffers) {

    public static final int STANDARD_STEP = 15;
    private static final Set<Integer> STEPS = Set.of(15, 30, 60);

    /** @throws IllegalArgumentException when the step is none of 15, 30 and 60 */
    public Schedule {
        if (!STEPS.contains(slotStep)) {
            throw new IllegalArgumentException("A slot step is 15, 30 or 60 minutes, not " + slotStep);
        }
        breaks = List.copyOf(breaks);
        overrides = List.copyOf(overrides);
    }

    /** What a professional begins with. */
    public static Schedule standard(ZoneId zone) {
        return new Schedule(zone, STANDARD_STEP, WeeklyHours.standard(), List.of(), List.of(), Buffers.NONE);
    }

    public LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    public LocalTime timeOf(Instant instant) {
        return instant.atZone(zone).toLocalTime();
    }

    /** The hours of {@code date}; none when it is not worked. */
    Optional<Hours> hoursOn(LocalDate date) {
        return overrides.stream()
                .filter(override -> override.date().equals(date))
                .findFirst()
                .map(DateOverride::hours)
                .orElseGet(() -> weeklyHours.on(date.getDayOfWeek()));
    }

    /** From opening to closing; none when the date is not worked or a gap swallows all of it. */
    Optional<Slot> openOn(LocalDate date) {
        return hoursOn(date).flatMap(hours -> instantsOf(date, hours));
    }

    /** Every instant of {@code date} at which something may start, in order, breaks included. */
    List<Instant> startsOn(LocalDate date) {
        var starts = new ArrayList<Instant>();
        hoursOn(date).ifPresent(hours -> {
            int end = hours.end().toSecondOfDay();
            for (int second = hours.start().toSecondOfDay(); second < end; second += slotStep * 60) {
                firstInstantOf(date.atTime(LocalTime.ofSecondOfDay(second))).ifPresent(starts::add);
            }
        });
        return starts;
    }

    /** Whether {@link #startsOn} lists this instant. */
    boolean isStart(Instant instant) {
        LocalDateTime wall = instant.atZone(zone).toLocalDateTime();
        Optional<Hours> hours = hoursOn(wall.toLocalDate()).filter(h -> h.contains(wall.toLocalTime()));
        if (hours.isEmpty()) {
            return false;
        }
        long sinceOpening = Duration.between(hours.get().start(), wall.toLocalTime()).toNanos();
        return sinceOpening % Duration.ofMinutes(slotStep).toNanos() == 0
                && firstInstantOf(wall).equals(Optional.of(instant));
    }

    /** Whether any part of {@code slot} lies in a break. */
    boolean meetsBreak(Slot slot) {
        LocalDate date = dateOf(slot.start());
        return breaks.stream()
                .filter(pause -> pause.days().contains(date.getDayOfWeek()))
                .flatMap(pause -> instantsOf(date, pause.hours()).stream())
                .anyMatch(slot::overlaps);
    }

    private Optional<Slot> instantsOf(LocalDate date, Hours hours) {
        Instant start = firstInstantAtOrAfter(date.atTime(hours.start()));
        Instant end = firstInstantAtOrAfter(date.atTime(hours.end()));
        return start.isBefore(end) ? Optional.of(new Slot(start, end)) : Optional.empty();
    }

    private Optional<Instant> firstInstantOf(LocalDateTime wall) {
        // In an overlap the offset of before the change comes first, and with it the earlier instant.
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(wall.toInstant(offsets.getFirst()));
    }

    private Instant firstInstantAtOrAfter(LocalDateTime wall) {
        return firstInstantOf(wall).orElseGet(() -> zone.getRules().getTransition(wall).getInstant());
    }
}
