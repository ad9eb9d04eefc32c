package io.holdfast.availability.work;

import io.holdfast.availability.application.CalendarChanges;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ScheduleChanged;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.stereotype.Component;

/** Signals to whoever looks at a professional's calendar, on any instance, to look again. */
@Component
class CalendarSignals {

    CalendarSignals(
            Signals signals,
            Aggregates<CalendarDay, SlotEvent, ?> days,
            Aggregates<Professional, ScheduleChanged, ?> professionals) {
        days.afterCommit(decided -> signals.changed(CalendarChanges.of(
                decided.after().id().tenant(), decided.after().id().professional())));
        professionals.afterCommit(decided -> signals.changed(
                CalendarChanges.of(decided.after().tenant(), decided.after().id())));
    }
}
