package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyCalendars;
import io.holdfast.availability.domain.BusyTime;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Reservation;
import org.springframework.stereotype.Component;

/** Registers other calendars of a professional and removes them, and says where they meet what is reserved. */
@Component
public class KeepBusyCalendars {

    private static final int MOST_CONFLICTS = 50;

    private final BusyCalendars calendars;
    private final CalendarDays days;
    private final PlaceBusyTimes placing;
    private final BusyCalendarSettings settings;
    private final Clock clock;

    KeepBusyCalendars(
            BusyCalendars calendars,
            CalendarDays days,
            PlaceBusyTimes placing,
            BusyCalendarSettings settings,
            Clock clock) {
        this.calendars = calendars;
        this.days = days;
        this.placing = placing;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Registers {@code wanted}, which is read at once.
     *
     * @return what is stored by its id, which is another one where somebody else was faster; empty when there are as many as there
     *     can be
     */
    public Optional<BusyCalendar> add(BusyCalendar wanted) {
        if (calendars.of(wanted.tenant(), wanted.professional()).size() >= settings.most()) {
            return Optional.empty();
        }
        if (!calendars.insert(wanted)) {
            return calendars.find(wanted.tenant(), wanted.professional(), wanted.id());
        }
        if (calendars.of(wanted.tenant(), wanted.professional()).size() > settings.most()) {
            // Two came at once for the last place.
            remove(wanted);
            return Optional.empty();
        }
        return Optional.of(wanted);
    }

    /** Its times are free again when this returns. */
    public void remove(BusyCalendar calendar) {
        calendars.decide(calendar.id(), stored -> stored.remove(clock.instant())).ifPresent(placing::clear);
    }

    /** Has it read now, or as soon as it may be. */
    public BusyCalendar refresh(BusyCalendar calendar) {
        return calendars.decide(calendar.id(), stored -> stored.refresh(clock.instant()))
                .or(() -> calendars.find(calendar.id()))
                .orElse(calendar);
    }

    /**
     * The live reservations that a professional's other calendars have something in the time of, by the calendar's id; the
     * first ones of each, where there are many.
     */
    public Map<String, List<Conflict>> conflicts(Professional professional) {
        Instant now = clock.instant();
        var conflicts = new HashMap<String, List<Conflict>>();
        for (CalendarDay day : days.openedFrom(professional, professional.schedule().dateOf(now))) {
            for (Reservation reservation : day.live(now)) {
                day.busyDuring(reservation).stream()
                        .map(BusyTime::calendar)
                        .distinct()
                        .forEach(calendar -> conflicts.computeIfAbsent(calendar, id -> new ArrayList<>()).add(reservation.asConflict()));
            }
        }
        conflicts.replaceAll((calendar, all) -> all.stream()
                .sorted(Comparator.comparing(conflict -> conflict.slot().start()))
                .limit(MOST_CONFLICTS)
                .toList());
        return conflicts;
    }
}
