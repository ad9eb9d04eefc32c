package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.Block;
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

/** What a professional has to do, has blocked and has left, over a stretch of time. */
@Component
public class ReadAgenda {

    private final CalendarDays days;
    private final KnownBookings bookings;
    private final Offerings offerings;
    private final Clock clock;

    ReadAgenda(CalendarDays days, KnownBookings bookings, Offerings offerings, Clock clock) {
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
        return new Agenda(described(professional, reservations), joined(blocks), free);
    }

    private List<Entry> described(Professional professional, List<Reservation> reservations) {
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
                        Optional.ofNullable(offered.get(reservation.occupancy().offering()))))
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
    public record Agenda(List<Entry> reservations, List<Block> blocks, List<Slot> free) {}

    /**
     * A reservation and what is known of it.
     *
     * @param booking  empty before it is paid, and once it was too long ago
     * @param offering as it is now; empty where it never was published here
     */
    public record Entry(Reservation reservation, Optional<KnownBooking> booking, Optional<Offering> offering) {}
}
