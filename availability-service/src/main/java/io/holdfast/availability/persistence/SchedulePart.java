package io.holdfast.availability.persistence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.defaults.store.Bounded;
import org.jspecify.annotations.Nullable;

/**
 * A schedule within a document. Dates and wall times are strings: the driver would turn them into instants, by the zone
 * of whatever machine it runs on.
 */
record SchedulePart(
        String zone,
        int slotStep,
        @Bounded(max = 7, by = "the days of the week")
        Map<String, DayPart> weeklyHours,
        @Bounded(max = 50, by = "ScheduleBody")
        List<BreakPart> breaks,
        @Bounded(max = 1_000, by = "ScheduleBody")
        List<OverridePart> overrides,
        // Absent in documents of before there were any.
        @Bounded(max = 50, by = "ScheduleBody")
        @Nullable List<RecurringPart> recurring,
        long bufferBefore,
        long bufferAfter) {

    static SchedulePart of(Schedule schedule) {
        var week = new TreeMap<String, DayPart>();
        schedule.weeklyHours().days().forEach((day, hours) -> week.put(
                day.name(), new DayPart(HoursPart.of(hours.hours()), hours.enabled())));
        return new SchedulePart(
                schedule.zone().getId(),
                schedule.slotStep(),
                week,
                schedule.breaks().stream().map(BreakPart::of).toList(),
                schedule.overrides().stream().map(OverridePart::of).toList(),
                schedule.recurring().stream().map(RecurringPart::of).toList(),
                schedule.buffers().before().toMinutes(),
                schedule.buffers().after().toMinutes());
    }

    Schedule toDomain() {
        var week = new EnumMap<DayOfWeek, WeeklyHours.DayHours>(DayOfWeek.class);
        weeklyHours.forEach((day, part) -> week.put(
                DayOfWeek.valueOf(day), new WeeklyHours.DayHours(part.hours().toDomain(), part.enabled())));
        return new Schedule(
                ZoneId.of(zone),
                slotStep,
                new WeeklyHours(week),
                breaks.stream().map(BreakPart::toDomain).toList(),
                overrides.stream().map(OverridePart::toDomain).toList(),
                recurring == null ? List.of() : recurring.stream().map(RecurringPart::toDomain).toList(),
                new Buffers(Duration.ofMinutes(bufferBefore), Duration.ofMinutes(bufferAfter)));
    }

    record HoursPart(String start, String end) {

        static HoursPart of(Hours hours) {
            return new HoursPart(hours.startText(), hours.endText());
        }

        Hours toDomain() {
            return Hours.of(start, end);
        }
    }

    record DayPart(HoursPart hours, boolean enabled) {}

    record BreakPart(HoursPart hours, @Bounded(max = 7, by = "the days of the week") List<String> days) {

        static BreakPart of(Break pause) {
            return new BreakPart(HoursPart.of(pause.hours()), names(pause.days()));
        }

        Break toDomain() {
            return new Break(hours.toDomain(), SchedulePart.days(days));
        }
    }

    private static List<String> names(Set<DayOfWeek> days) {
        return days.stream().sorted().map(DayOfWeek::name).toList();
    }

    private static Set<DayOfWeek> days(List<String> names) {
        return names.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet());
    }

    record RecurringPart(
            int everyWeeks,
            String from,
            @Nullable String until,
            @Bounded(max = 7, by = "the days of the week") List<String> days,
            HoursPart hours) {

        static RecurringPart of(RecurringHours recurring) {
            return new RecurringPart(
                    recurring.everyWeeks(),
                    recurring.from().toString(),
                    recurring.until().map(LocalDate::toString).orElse(null),
                    names(recurring.days()),
                    HoursPart.of(recurring.hours()));
        }

        RecurringHours toDomain() {
            return new RecurringHours(
                    everyWeeks,
                    LocalDate.parse(from),
                    Optional.ofNullable(until).map(LocalDate::parse),
                    SchedulePart.days(days),
                    hours.toDomain());
        }
    }

    /** @param hours null when closed */
    record OverridePart(String date, @Nullable HoursPart hours) {

        static OverridePart of(DateOverride override) {
            return new OverridePart(
                    override.date().toString(), override.hours().map(HoursPart::of).orElse(null));
        }

        DateOverride toDomain() {
            return new DateOverride(LocalDate.parse(date), Optional.ofNullable(hours).map(HoursPart::toDomain));
        }
    }
}
