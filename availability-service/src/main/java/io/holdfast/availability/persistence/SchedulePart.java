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
        Map<DayOfWeek, DayPart> weeklyHours,
        @Bounded(max = 50, by = "ScheduleReader")
        List<BreakPart> breaks,
        @Bounded(max = 1_000, by = "ScheduleReader")
        List<OverridePart> overrides,
        @Bounded(max = 50, by = "ScheduleReader")
        List<RecurringPart> recurring,
        long bufferBefore,
        long bufferAfter) {

    static SchedulePart of(Schedule schedule) {
        var week = new TreeMap<DayOfWeek, DayPart>();
        schedule.weeklyHours().days().forEach((day, hours) -> week.put(day, DayPart.of(hours)));
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
        weeklyHours.forEach((day, part) -> week.put(day, part.toDomain()));
        return new Schedule(
                ZoneId.of(zone),
                slotStep,
                new WeeklyHours(week),
                breaks.stream().map(BreakPart::toDomain).toList(),
                overrides.stream().map(OverridePart::toDomain).toList(),
                recurring.stream().map(RecurringPart::toDomain).toList(),
                new Buffers(Duration.ofMinutes(bufferBefore), Duration.ofMinutes(bufferAfter)));
    }

    record DayPart(String start, String end, boolean enabled) {

        static DayPart of(WeeklyHours.DayHours day) {
            return new DayPart(day.hours().startText(), day.hours().endText(), day.enabled());
        }

        WeeklyHours.DayHours toDomain() {
            return new WeeklyHours.DayHours(Hours.of(start, end), enabled);
        }
    }

    record BreakPart(String start, String end, @Bounded(max = 7, by = "the days of the week") Set<DayOfWeek> days) {

        static BreakPart of(Break pause) {
            return new BreakPart(pause.hours().startText(), pause.hours().endText(), pause.days());
        }

        Break toDomain() {
            return new Break(Hours.of(start, end), days);
        }
    }

    /** Closed where it has no hours. */
    record OverridePart(String date, @Nullable String start, @Nullable String end) {

        static OverridePart of(DateOverride override) {
            return new OverridePart(
                    override.date().toString(),
                    override.hours().map(Hours::startText).orElse(null),
                    override.hours().map(Hours::endText).orElse(null));
        }

        DateOverride toDomain() {
            return new DateOverride(
                    LocalDate.parse(date),
                    start == null || end == null ? Optional.empty() : Optional.of(Hours.of(start, end)));
        }
    }

    record RecurringPart(
            int everyWeeks,
            String from,
            @Nullable String until,
            @Bounded(max = 7, by = "the days of the week") Set<DayOfWeek> days,
            String start,
            String end) {

        static RecurringPart of(RecurringHours recurring) {
            return new RecurringPart(
                    recurring.everyWeeks(),
                    recurring.from().toString(),
                    recurring.until().map(LocalDate::toString).orElse(null),
                    recurring.days(),
                    recurring.hours().startText(),
                    recurring.hours().endText());
        }

        RecurringHours toDomain() {
            return new RecurringHours(
                    everyWeeks,
                    LocalDate.parse(from),
                    Optional.ofNullable(until).map(LocalDate::parse),
                    days,
                    Hours.of(start, end));
        }
    }
}
