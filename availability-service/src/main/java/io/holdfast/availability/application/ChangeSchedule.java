package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professional.Draft;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.ScheduleChange;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Service;

/**
 * Changes a professional's schedule, unless that would leave somebody's booking outside the hours. How this and the
 * holding of slots keep out of each other's way is told by {@link Calendar}.
 */
@Service
public class ChangeSchedule {

    private static final int TRIES = 25;
    private static final long PAUSE_MILLIS = 100;

    private final CalendarDays days;
    private final Professionals professionals;
    private final Calendar calendar;
    private final Clock clock;

    ChangeSchedule(CalendarDays days, Professionals professionals, Calendar calendar, Clock clock) {
        this.days = days;
        this.professionals = professionals;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Gives the schedule {@code wanted} to a known professional, after other changes of it that are under way, which take
     * moments.
     */
    public Outcome change(TenantId tenant, Professional known, Schedule wanted) {
        Outcome outcome = changeOnce(tenant, known, wanted);
        for (int tries = 1; outcome instanceof Outcome.Busy && tries < TRIES; tries++) {
            try {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return outcome;
            }
            outcome = professionals.find(tenant, known.id())
                    .map(now -> changeOnce(tenant, now, wanted))
                    .orElse(outcome);
        }
        return outcome;
    }

    private Outcome changeOnce(TenantId tenant, Professional known, Schedule wanted) {
        if (known.schedule().equals(wanted)) {
            return new Outcome.Changed(wanted);
        }
        var change = new ScheduleChange(known.schedule(), wanted);
        List<CalendarDay> opened = days.openedFrom(tenant, known.id(), firstDate(known));
        Orphans orphans = orphansOn(change, opened);
        // Most refusals are found here, before anybody is kept waiting.
        return orphans.any() ? orphans.asOutcome() : changeChecked(tenant, known.id(), wanted);
    }

    private Outcome changeChecked(TenantId tenant, ProfessionalId id, Schedule wanted) {
        var draft = new Draft(UUID.randomUUID().toString(), wanted, clock.instant());
        Professional drafted = professionals
                .change(tenant, id, p -> p.draft().filter(d -> !calendar.isStale(d)).isPresent() ? p : p.drafting(draft))
                .orElseThrow(() -> new IllegalStateException("Professionals are never forgotten"));
        if (!drafted.draft().equals(Optional.of(draft))) {
            return new Outcome.Busy();
        }
        Orphans orphans;
        try {
            orphans = fence(tenant, drafted, new ScheduleChange(drafted.schedule(), wanted));
        } catch (RuntimeException failed) {
            giveUp(tenant, id, draft);
            throw failed;
        }
        if (orphans.any()) {
            giveUp(tenant, id, draft);
            return orphans.asOutcome();
        }
        Professional changed = professionals
                .change(tenant, id, p -> p.draft().equals(Optional.of(draft)) ? p.adopting(draft) : p)
                .orElseThrow(() -> new IllegalStateException("Professionals are never forgotten"));
        // Somebody took the draft for abandoned, so what was checked may be true no more.
        return changed.draft().isEmpty() && changed.change() == drafted.change() && changed.schedule().equals(wanted)
                ? new Outcome.Changed(wanted)
                : new Outcome.Busy();
    }

    /** Rewrites every opened day on which other hours would count, and looks at it as it was written. */
    private Orphans fence(TenantId tenant, Professional drafted, ScheduleChange change) {
        var fenced = new ArrayList<CalendarDay>();
        for (CalendarDay day : days.openedFrom(tenant, drafted.id(), firstDate(drafted))) {
            if (change.concerns(day.id().date())) {
                fenced.add(days.change(day.id(), CalendarDay::fenced).day());
            }
        }
        return orphansOn(change, fenced);
    }

    private void giveUp(TenantId tenant, ProfessionalId id, Draft draft) {
        professionals.change(tenant, id, p -> p.draft().equals(Optional.of(draft)) ? p.withoutDraft() : p);
    }

    private LocalDate firstDate(Professional professional) {
        return professional.schedule().dateOf(clock.instant());
    }

    private Orphans orphansOn(ScheduleChange change, List<CalendarDay> days) {
        Instant now = clock.instant();
        var reservations = new ArrayList<Reservation>();
        var blocks = new ArrayList<Block>();
        for (CalendarDay day : days) {
            reservations.addAll(change.orphans(day, now));
            blocks.addAll(change.strandedBlocks(day, now));
        }
        return new Orphans(change.movesZone(), reservations, blocks);
    }

    private record Orphans(boolean zoneMoves, List<Reservation> reservations, List<Block> blocks) {

        boolean any() {
            return !reservations.isEmpty() || !blocks.isEmpty();
        }

        Outcome asOutcome() {
            return new Outcome.Refused(zoneMoves, reservations, blocks);
        }
    }

    /** What became of it. */
    public sealed interface Outcome {

        record Changed(Schedule schedule) implements Outcome {}

        /**
         * Some bookings would lie outside the hours; nothing was changed.
         *
         * @param zoneMoves whether it is for the zone, which stays while anything future is reserved or blocked
         */
        record Refused(boolean zoneMoves, List<Reservation> reservations, List<Block> blocks) implements Outcome {}

        /** Another change of this schedule is under way and does not end; nothing was changed. */
        record Busy() implements Outcome {}
    }
}
