package io.holdfast.availability.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.availability.web.ScheduleRequest.BreakBody;
import io.holdfast.availability.web.ScheduleRequest.BuffersBody;
import io.holdfast.availability.web.ScheduleRequest.DayBody;
import io.holdfast.availability.web.ScheduleRequest.OverrideBody;
import io.holdfast.availability.web.ScheduleRequest.RecurringBody;
import org.jspecify.annotations.Nullable;

/** All of a schedule, all seven days included; what is answered can be sent back as it is. */
record ScheduleResponse(
        String zone,
        int slotStep,
        Map<DayOfWeek, DayBody> weeklyHours,
        List<BreakBody> breaks,
        List<OverrideBody> overrides,
        BuffersBody buffers,
        List<RecurringBody> recurring) {

    static ScheduleResponse of(Schedule schedule) {
        var week = new EnumMap<DayOfWeek, DayBody>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            WeeklyHours.DayHours hours = schedule.weeklyHours()
                    .days()
                    .getOrDefault(day, new WeeklyHours.DayHours(WeeklyHours.NINE_TO_FIVE, false));
            week.put(day, new DayBody(hours.hours().startText(), hours.hours().endText(), hours.enabled()));
        }
        return new ScheduleResponse(
                schedule.zone().getId(),
                schedule.slotStep(),
                week,
                schedule.breaks().stream()
                        .map(b -> new BreakBody(b.hours().startText(), b.hours().endText(), names(b.days())))
                        .toList(),
                schedule.overrides().stream()
                        .map(o -> new OverrideBody(
                                o.date().toString(),
                                o.hours().isEmpty() ? true : null,
                                o.hours().map(Hours::startText).orElse(null),
                                o.hours().map(Hours::endText).orElse(null)))
                        .toList(),
                new BuffersBody(
                        (int) schedule.buffers().before().toMinutes(), (int) schedule.buffers().after().toMinutes()),
                schedule.recurring().stream()
                        .map(r -> new RecurringBody(
                                r.everyWeeks(),
                                r.from().toString(),
                                r.until().map(LocalDate::toString).orElse(null),
                                names(r.days()),
                                r.hours().startText(),
                                r.hours().endText()))
                        .toList());
    }

    private static List<@Nullable String> names(Set<DayOfWeek> days) {
        return new ArrayList<>(days.stream().sorted().map(DayOfWeek::name).toList());
    }
}
