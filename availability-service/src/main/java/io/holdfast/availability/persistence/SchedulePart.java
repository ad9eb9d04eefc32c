package io.holdfast.availability.persistence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;

/**
 * A schedule within a document. Dates and wall times are strings: the driver would turn them into instants, by the zone
 * of whatever machine it runs on.
 */
record SchedulePart(
        String zone,
        int slotStep,
        Map<String, DayPart> weeklyHours,
        List<BreakPart> breaks,
        List<OverridePart> overrides,
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
                new Buffers(Duration.ofMinutes(bufferBefore), Duration.ofMinutes(bufferAfter)));
    }

    record HoursPart(String start, String end) {

        static HoursPart of(Hours hours) {
            return new HoursPart(hours.start().toString(), hours.end().toString());
        }

        Hours toDomain() {
            return new Hours(LocalTime.parse(start), LocalTime.parse(end));
        }
    }

    record DayPart(HoursPart hours, boolean enabled) {}

    record BreakPart(HoursPart hours, List<String> days) {

        static BreakPart of(Break pause) {
            return new BreakPart(
                    HoursPart.of(pause.hours()),
                    pause.days().stream().sorted().map(DayOfWeek::name).toList());
        }

        Break toDomain() {
            return new Break(hours.toDomain(), days.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()));
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
