package io.holdfast.availability.work;

import java.time.Duration;

import io.holdfast.availability.application.BusyCalendarSettings;
import io.holdfast.availability.application.RefreshBusyCalendar;
import io.holdfast.availability.domain.BusyCalendars;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads other calendars when they are due, and forgets those that were removed. */
@Configuration(proxyBeanMethods = false)
class BusyCalendarWork {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(15);

    @Bean
    DueWork busyCalendarReading(
            DueWorkFactory work, BusyCalendarSettings settings, BusyCalendars calendars, RefreshBusyCalendar refresh) {
        DueWork reading = work.named("busy-calendars", LOOK_INTERVAL, settings.atOnce())
                .of("busy_calendars", "dueAt", refresh::refresh);
        calendars.afterSave(calendar -> reading.schedule(calendar.id(), calendar.dueAt()));
        return reading;
    }
}
