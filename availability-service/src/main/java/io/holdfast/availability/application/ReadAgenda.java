package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyCalendars;
import io.holdfast.availability.domain.BusyTime;
import io.holdfast.availability.domain.BusyTimes;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.KnownBookings;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Slot;
import org.springframework.stereotype.Component;

/** What a professional has to do, here and by other calendars, has blocked and has left, over a stretch of time. */
@Component
public class ReadAgenda {

    private final CalendarDays days;
    private final KnownBookings bookings;
    private final Offerings offerings;
    private final BusyCalendars calendars;
    private final Clock clock;

    ReadAgenda(
            CalendarDays days, KnownBookings bookings, Offerings offerings, BusyCalendars calendars, Clock clock) {
        this.calendars = calendars;
        this.days = days;
        this.bookings = bookings;
        this.offerings = offerings;
        this.clock = clock;
    }

    /** What touches {@code range}, as it is now: one round trip to the store for the days, one for what is on them. */
    public Agenda read(Professional professional, Slot range) {
        Instant now = clock.instant();
        LocalDate first = professional.schedule().dateOf(range.start());
        LocalDate last = professional.schedule().dateOf(range.end().minusNanos(1));
        List<LocalDate> dates = first.datesUntil(last.plusDays(1)).toList();
        List<CalendarDay> known = days.find(professional, dates);

        List<Reservation> reservations = known.stream()
                .flatMap(day -> day.live(now).stream())
                .filter(r -> r.occupancy().slot().overlaps(range))
                .sorted(Comparator.comparing(r -> r.occupancy().slot().start()))
                .toList();
        List<Block> blocks = known.stream()
                .flatMap(day -> day.blocks().stream())
                .filter(b -> b.slot().overlaps(range))
                .toList();
        List<Slot> free = known.stream()
                .flatMap(day -> day.freeTime(professional.schedule(), now).stream())
                .filter(slot -> slot.overlaps(range))
                .sorted(Comparator.comparing(Slot::start))
                .toList();
        Map<Reservation, List<BusyTime>> conflicts = new HashMap<>();
        known.forEach(day -> day.live(now).forEach(reservation -> conflicts.put(reservation, day.busyDuring(reservation))));
        List<BusyTime> busy = known.stream().flatMap(day -> day.busy().stream()).filter(b -> b.slot().overlaps(range)).toList();
        return new Agenda(
                described(professional, reservations, conflicts), joined(blocks), busy(professional, busy, now), free);
    }

    /** One for each stretch, however many dates it is on. */
    private List<Busy> busy(Professional professional, List<BusyTime> parts, Instant now) {
        if (parts.isEmpty()) {
            return List.of();
        }
        Map<String, List<Slot>> byCalendar = parts.stream()
                .collect(Collectors.groupingBy(BusyTime::calendar, Collectors.mapping(BusyTime::slot, Collectors.toList())));
        Map<String, BusyCalendar> named = calendars.of(professional.tenant(), professional.id()).stream()
                .collect(Collectors.toMap(BusyCalendar::id, Function.identity()));
        return byCalendar.entrySet().stream()
                .flatMap(each -> BusyTimes.joined(each.getValue(), Integer.MAX_VALUE).stream()
                        .map(slot -> new Busy(
                                new BusyTime(each.getKey(), slot), Optional.ofNullable(named.get(each.getKey())), now)))
                .sorted(Comparator.comparing((Busy b) -> b.time().slot().start()).thenComparing(b -> b.time().calendar()))
                .toList();
    }

    private List<Entry> described(
            Professional professional, List<Reservation> reservations, Map<Reservation, List<BusyTime>> conflicts) {
        Map<String, KnownBooking> known = bookings
                .find(professional.tenant(), reservations.stream().map(r -> r.booking().bookingId()).distinct().toList())
                .stream()
                .collect(Collectors.toMap(KnownBooking::id, Function.identity()));
        Map<OfferingId, Offering> offered = offerings
                .find(professional.tenant(), reservations.stream().map(r -> r.occupancy().offering()).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Offering::id, Function.identity()));
        return reservations.stream()
                .map(reservation -> new Entry(
                        reservation,
                        Optional.ofNullable(known.get(reservation.booking().bookingId()))
                                // A booking that has gone to somebody else is theirs alone.
                                .filter(booking -> professional.id().equals(booking.professional())),
                        Optional.ofNullable(offered.get(reservation.occupancy().offering())),
                        conflicts.getOrDefault(reservation, List.of())))
                .toList();
    }

    /** One block for each id, however many days it is on. */
    private static List<Block> joined(List<Block> parts) {
        var byId = new LinkedHashMap<String, Block>();
        for (Block part : parts) {
            byId.merge(part.id(), part, (a, b) -> new Block(a.id(), a.slot().joinedWith(b.slot()), a.note()));
        }
        var blocks = new ArrayList<>(byId.values());
        blocks.sort(Comparator.comparing(b -> b.slot().start()));
        return blocks;
    }

    /**
     * Each in order of time.
     *
     * @param free working time from now on that nothing takes up, whatever an offering's rules say about it
     */
    public record Agenda(List<Entry> reservations, List<Block> blocks, List<Busy> busy, List<Slot> free) {}

    /**
     * A time in which another calendar has something.
     *
     * @param calendar empty when it was removed, for times that are over
     * @param at       when it was looked at
     */
    public record Busy(BusyTime time, Optional<BusyCalendar> calendar, Instant at) {}

    /**
     * A reservation and what is known of it.
     *
     * @param booking  empty before it is paid, and once it was too long ago
     * @param offering as it is now; empty where it never was published here
     * @param conflicts what other calendars have in its time: it was there before they said so
     */
    public record Entry(
            Reservation reservation,
            Optional<KnownBooking> booking,
            Optional<Offering> offering,
            List<BusyTime> conflicts) {}
}
