package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Slot;
import org.springframework.stereotype.Component;

/** What a professional has to do, has blocked and has left, over a stretch of time. */
@Component
public class ReadAgenda {

    private final CalendarDays days;
    private final Clock clock;

    ReadAgenda(CalendarDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /** What touches {@code range}, in one round trip to the store, as it is now. */
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
        return new Agenda(reservations, joined(blocks), free);
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
    public record Agenda(List<Reservation> reservations, List<Block> blocks, List<Slot> free) {}
}
