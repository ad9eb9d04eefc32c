package io.holdfast.availability.publishing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a schedule into what travels on the topic {@code calendars}. */
@Component
public class ScheduleTranslator {

    /** Says that from {@code at} on these are the professional's hours. */
    public WireEvent changed(Professional professional, Instant at) {
        String id = professional.id().value();
        return new WireEvent(
                "schedule.changed.v1",
                id,
                new ScheduleChanged(id, WireSchedule.of(professional.schedule()), at.truncatedTo(ChronoUnit.MILLIS)));
    }

    record ScheduleChanged(String professionalId, WireSchedule schedule, Instant changedAt) {}

    record WireSchedule(
            String zone,
            int slotStep,
            Map<DayOfWeek, WireDay> weeklyHours,
            List<WireBreak> breaks,
            List<WireOverride> overrides,
            WireBuffers buffers,
            List<WireRecurring> recurring) {

        static WireSchedule of(Schedule schedule) {
            var week = new TreeMap<DayOfWeek, WireDay>();
            schedule.weeklyHours().days().forEach((day, hours) -> week.put(day, new WireDay(
                    hours.hours().startText(), hours.hours().endText(), hours.enabled())));
            return new WireSchedule(
                    schedule.zone().getId(),
                    schedule.slotStep(),
                    week,
                    schedule.breaks().stream().map(WireBreak::of).toList(),
                    schedule.overrides().stream().map(WireOverride::of).toList(),
                    new WireBuffers(
                            schedule.buffers().before().toMinutes(), schedule.buffers().after().toMinutes()),
                    schedule.recurring().stream().map(WireRecurring::of).toList());
        }
    }

    record WireDay(String start, String end, boolean enabled) {}

    record WireBreak(String start, String end, List<DayOfWeek> days) {

        static WireBreak of(Break pause) {
            return new WireBreak(pause.hours().startText(), pause.hours().endText(), sorted(pause.days()));
        }
    }

    record WireOverride(LocalDate date, @Nullable Boolean closed, @Nullable String start, @Nullable String end) {

        static WireOverride of(DateOverride override) {
            return override.hours().isEmpty()
                    ? new WireOverride(override.date(), true, null, null)
                    : new WireOverride(
                            override.date(),
                            null,
                            override.hours().map(Hours::startText).orElse(null),
                            override.hours().map(Hours::endText).orElse(null));
        }
    }

    record WireBuffers(long before, long after) {}

    record WireRecurring(
            int everyWeeks,
            LocalDate from,
            @Nullable LocalDate until,
            List<DayOfWeek> days,
            String start,
            String end) {

        static WireRecurring of(RecurringHours recurring) {
            return new WireRecurring(
                    recurring.everyWeeks(),
                    recurring.from(),
                    recurring.until().orElse(null),
                    sorted(recurring.days()),
                    recurring.hours().startText(),
                    recurring.hours().endText());
        }
    }

    private static List<DayOfWeek> sorted(Set<DayOfWeek> days) {
        return days.stream().sorted().toList();
    }
}
