package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyTimes;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Slot;
import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Component;

/** Puts what other calendars say on the calendar days, one write for each date on which it changed, and takes it off again. */
@Component
class PlaceBusyTimes {

    private final Calendar calendar;
    private final CalendarDays days;
    private final Professionals professionals;
    private final Clock clock;

    PlaceBusyTimes(Calendar calendar, CalendarDays days, Professionals professionals, Clock clock) {
        this.calendar = calendar;
        this.days = days;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * Lets every date say what {@code from} says of it, which is nothing outside the window.
     *
     * @throws RetryLater while the schedule is being changed, and when the lease is over; some dates may have it then
     */
    void place(Professional professional, BusyCalendar from, BusyWindow window, Reading.Read read) {
        Map<LocalDate, List<Slot>> wanted = window.byDate(read.busy(), professional.schedule());
        Map<LocalDate, List<Slot>> placed = days.openedFrom(professional, window.first()).stream()
                .filter(day -> !day.busyBy(from.id()).isEmpty())
                .collect(Collectors.toMap(day -> day.id().date(), day -> day.busyBy(from.id())));
        Stream.concat(wanted.keySet().stream(), placed.keySet().stream()).distinct().sorted().forEach(date -> {
            List<Slot> slots = wanted.getOrDefault(date, List.of());
            if (!BusyTimes.joined(slots, CalendarDay.MOST_BUSY).equals(placed.getOrDefault(date, List.of()))) {
                requireLease(from);
                calendar.decideOn(professional, date, day ->
                        day.replaceBusy(from.id(), slots, read.namesEvents(), clock.instant()));
            }
        });
    }

    /** Whose reservations keep others away in the window. */
    Set<String> bookings(Professional professional, BusyWindow window) {
        Instant now = clock.instant();
        return days.openedFrom(professional, window.first()).stream()
                .flatMap(day -> day.live(now).stream())
                .map(reservation -> reservation.booking().bookingId())
                .collect(Collectors.toSet());
    }

    private void requireLease(BusyCalendar from) {
        if (!clock.instant().isBefore(from.leaseEnd())) {
            throw new RetryLater("It takes too long, and somebody else may be at it.", null);
        }
    }

    /** Takes off what it says of the time from now on. */
    void clear(BusyCalendar from) {
        Instant now = clock.instant();
        professionals.find(from.tenant(), from.professional()).ifPresent(professional -> days
                // From yesterday: the date may be another one in the zone that the schedule had.
                .openedFrom(professional, professional.schedule().dateOf(now).minusDays(1)).stream()
                .filter(day -> !day.busyBy(from.id()).isEmpty())
                .forEach(day -> days.decide(day.id(), d -> d.replaceBusy(
                        from.id(), d.busyBy(from.id()).stream().filter(slot -> !slot.end().isAfter(now)).toList(), true, now))));
    }
}
