package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A professional's working schedule, in wall times of their zone, turned into instants for each date by itself.
 *
 * <p>Where clocks change, a wall time means its first instant: one that a gap swallows does not exist, one that comes
 * twice is offered once. Hours, however, last as long as they last: 00:00 to 05:00 is four or six hours on such days.
 *
 * @param slotStep  minutes between starts, counted from where a stretch of hours begins: 15, 30 or 60
 * @param recurring hours on top of the weekly ones; an override replaces both
 */
public record Schedule(
        ZoneId zone,
        int slotStep,
        WeeklyHours weeklyHours,
        List<Break> breaks,
        List<DateOverride> overrides,
        List<RecurringHours> recurring,
        Buffers buffers) {

    public static final int STANDARD_STEP = 15;
    public static final Set<Integer> STEPS = Set.of(15, 30, 60);

    /** @throws IllegalArgumentException when the step is none of 15, 30 and 60 */
    public Schedule {
        if (!STEPS.contains(slotStep)) {
            throw new IllegalArgumentException("A slot step is 15, 30 or 60 minutes, not " + slotStep);
        }
        breaks = List.copyOf(breaks);
        overrides = List.copyOf(overrides);
        recurring = List.copyOf(recurring);
    }

    /** What a professional begins with. */
    public static Schedule standard(ZoneId zone) {
        return new Schedule(
                zone, STANDARD_STEP, WeeklyHours.standard(), List.of(), List.of(), List.of(), Buffers.NONE);
    }

    public LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    public LocalTime timeOf(Instant instant) {
        return instant.atZone(zone).toLocalTime();
    }

    /** The first instant of {@code date}. */
    public Instant startOf(LocalDate date) {
        return firstInstantAtOrAfter(date.atStartOfDay());
    }

    /** {@code range} cut at every midnight, in order: each part lies on one date. */
    public List<Slot> cutAtMidnight(Slot range) {
        var parts = new ArrayList<Slot>();
        for (Instant from = range.start(); from.isBefore(range.end()); ) {
            Instant midnight = startOf(dateOf(from).plusDays(1));
            Instant to = midnight.isBefore(range.end()) ? midnight : range.end();
            parts.add(new Slot(from, to));
            from = to;
        }
        return parts;
    }

    /** The date in instants. */
    DayPlan on(LocalDate date) {
        Instant midnight = startOf(date);
        Instant nextMidnight = startOf(date.plusDays(1));
        List<Hours> hours = hoursOn(date);
        return new DayPlan(
                date,
                midnight.isBefore(nextMidnight) ? Optional.of(new Slot(midnight, nextMidnight)) : Optional.empty(),
                instantsOf(date, hours.stream()),
                instantsOf(date, breaks.stream()
                        .filter(pause -> pause.days().contains(date.getDayOfWeek()))
                        .map(Break::hours)),
                startsOn(date, hours),
                overrideOf(date).isPresent());
    }

    /** The hours of {@code date}, in order, those that touch joined; none when it is not worked. */
    List<Hours> hoursOn(LocalDate date) {
        Optional<DateOverride> override = overrideOf(date);
        if (override.isPresent()) {
            return override.get().hours().stream().toList();
        }
        Stream<Hours> extra = recurring.stream().filter(r -> r.appliesOn(date)).map(RecurringHours::hours);
        return joined(Stream.concat(weeklyHours.on(date.getDayOfWeek()).stream(), extra)
                .sorted(Comparator.comparingInt(Hours::startMinute))
                .toList());
    }

    private static List<Hours> joined(List<Hours> sorted) {
        var joined = new ArrayList<Hours>();
        for (Hours next : sorted) {
            if (!joined.isEmpty() && joined.getLast().touches(next)) {
                joined.add(joined.removeLast().joinedWith(next));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private Optional<DateOverride> overrideOf(LocalDate date) {
        return overrides.stream().filter(override -> override.date().equals(date)).findFirst();
    }

    private List<Instant> startsOn(LocalDate date, List<Hours> hours) {
        Duration step = Duration.ofMinutes(slotStep);
        var starts = new ArrayList<Instant>();
        for (Hours stretch : hours) {
            Instant earliest = Instant.MIN;
            for (int minute = stretch.startMinute(); minute < stretch.endMinute(); minute += slotStep) {
                Optional<Instant> start = firstInstantOf(wall(date, minute));
                // A gap shorter than the step would else bring two starts nearer to each other than a step.
                if (start.isPresent() && !start.get().isBefore(earliest)) {
                    starts.add(start.get());
                    earliest = start.get().plus(step);
                }
            }
        }
        return starts;
    }

    private List<Slot> instantsOf(LocalDate date, Stream<Hours> hours) {
        return hours.flatMap(stretch -> {
                    Instant start = firstInstantAtOrAfter(wall(date, stretch.startMinute()));
                    Instant end = firstInstantAtOrAfter(wall(date, stretch.endMinute()));
                    return start.isBefore(end) ? Stream.of(new Slot(start, end)) : Stream.empty();
                })
                .toList();
    }

    private static LocalDateTime wall(LocalDate date, int minute) {
        return date.atStartOfDay().plusMinutes(minute);
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
