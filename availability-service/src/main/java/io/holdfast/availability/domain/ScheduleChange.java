package io.holdfast.availability.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One schedule in the place of another: which dates it concerns, and whose bookings it would leave outside the hours. */
public record ScheduleChange(Schedule before, Schedule after) {

    /** Calendar days are dates in the zone, so none may hold anything that is still to come. */
    public boolean movesZone() {
        return !before.zone().equals(after.zone());
    }

    /** Whether other time than before would be worked on {@code date}. */
    public boolean concerns(LocalDate date) {
        return movesZone() || !before.on(date).worksLike(after.on(date));
    }

    /**
     * Live reservations of {@code day} that end in the future and that the hours would no longer keep. One that lay
     * outside them before does not stand in the way of every change.
     */
    public List<Reservation> orphans(CalendarDay day, Instant now) {
        if (!concerns(day.id().date())) {
            return List.of();
        }
        List<Reservation> live = day.live(now).stream()
                .filter(r -> r.occupancy().slot().end().isAfter(now))
                .toList();
        if (movesZone()) {
            return live;
        }
        DayPlan was = before.on(day.id().date());
        DayPlan becomes = after.on(day.id().date());
        return live.stream()
                .filter(r -> was.keeps(r.occupancy().slot()) && !becomes.keeps(r.occupancy().slot()))
                .toList();
    }

    /** Blocks of {@code day} that end in the future and would lie on other dates. */
    public List<Block> strandedBlocks(CalendarDay day, Instant now) {
        return movesZone()
                ? day.blocks().stream().filter(b -> b.slot().end().isAfter(now)).toList()
                : List.of();
    }
}
