package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.BusyTime;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professional.Draft;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.ScheduleChange;
import io.holdfast.availability.domain.ScheduleChanged;
import io.holdfast.availability.domain.Slot;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/**
 * Changes a professional's schedule, unless that would leave somebody's booking outside the hours. How this and the
 * holding of slots keep out of each other's way is told by {@link Calendar}.
 */
@Component
public class ChangeSchedule {

    private static final int TRIES = 25;
    private static final long PAUSE_MILLIS = 100;

    private final CalendarDays days;
    private final Professionals professionals;
    private final Clock clock;

    ChangeSchedule(CalendarDays days, Professionals professionals, Clock clock) {
        this.days = days;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * Gives the schedule {@code wanted} to a known professional, after other changes of it that are under way, which take
     * moments.
     */
    public Outcome change(Professional known, Schedule wanted) {
        Outcome outcome = changeOnce(known, wanted);
        for (int tries = 1; outcome instanceof Outcome.Busy && tries < TRIES; tries++) {
            try {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS / 2, PAUSE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return outcome;
            }
            outcome = changeOnce(professionals.find(known.tenant(), known.id()).orElseThrow(), wanted);
        }
        return outcome;
    }

    /** What {@link #change} would come to now; nothing is changed. */
    public Outcome check(Professional known, Schedule wanted) {
        var change = new ScheduleChange(known.schedule(), wanted);
        return refusal(change, days.openedFrom(known, today(known))).orElseGet(() -> new Outcome.Changed(wanted));
    }

    private Outcome changeOnce(Professional known, Schedule wanted) {
        if (known.schedule().equals(wanted)) {
            return new Outcome.Changed(wanted);
        }
        var change = new ScheduleChange(known.schedule(), wanted);
        // Most refusals are found here, before anybody is kept waiting.
        return refusal(change, days.openedFrom(known, today(known))).orElseGet(() -> changeChecked(known, wanted));
    }

    private Outcome changeChecked(Professional known, Schedule wanted) {
        var draft = new Draft(UUID.randomUUID().toString(), wanted, clock.instant());
        Decided<Professional, ScheduleChanged> drafted = decide(known, p -> p.propose(draft));
        if (!drafted.after().draft().equals(Optional.of(draft))) {
            return new Outcome.Busy();
        }
        Optional<Outcome> refusal;
        try {
            var change = new ScheduleChange(drafted.after().schedule(), wanted);
            refusal = fence(drafted.after(), change);
            if (refusal.isEmpty() && change.movesZone()) {
                carryBusyTimes(drafted.after(), wanted);
            }
        } catch (RuntimeException failed) {
            decide(known, p -> p.withdraw(draft));
            throw failed;
        }
        if (refusal.isPresent()) {
            decide(known, p -> p.withdraw(draft));
            return refusal.get();
        }
        // Not adopted when somebody took the draft for abandoned: what was checked may be true no more.
        return decide(known, p -> p.adopt(draft, clock.instant())).changed()
                ? new Outcome.Changed(wanted)
                : new Outcome.Busy();
    }

    private Decided<Professional, ScheduleChanged> decide(
            Professional known, Function<Professional, Decision<Professional, ScheduleChanged>> decision) {
        return professionals.decide(known.tenant(), known.id(), decision).orElseThrow();
    }

    /** Rewrites every opened day on which other hours would count, and looks at it as it was written. */
    private Optional<Outcome> fence(Professional drafted, ScheduleChange change) {
        return refusal(
                change,
                days.openedFrom(drafted, today(drafted)).stream()
                        .filter(day -> change.concerns(day.id().date()))
                        .map(day -> days.decide(day.id(), CalendarDay::fenced).aggregate())
                        .toList());
    }

    /**
     * What other calendars say is put on the dates of the new zone, too, before that counts. It is true in either: a moment that is
     * busy on two dates harms nobody, and the calendar's next reading takes off what is too much.
     */
    private void carryBusyTimes(Professional drafted, Schedule wanted) {
        var carried = new TreeMap<LocalDate, Map<String, List<Slot>>>();
        for (CalendarDay day : days.openedFrom(drafted, today(drafted).minusDays(1))) {
            for (BusyTime busy : day.busy()) {
                wanted.cutAtMidnight(busy.slot()).stream()
                        .filter(part -> !wanted.dateOf(part.start()).equals(day.id().date()))
                        .forEach(part -> carried
                                .computeIfAbsent(wanted.dateOf(part.start()), date -> new TreeMap<>())
                                .computeIfAbsent(busy.calendar(), calendar -> new ArrayList<>())
                                .add(part));
            }
        }
        carried.forEach((date, calendars) -> calendars.forEach((calendar, slots) -> days.decide(
                drafted.dayOn(date), day -> day.addBusy(calendar, slots, clock.instant()))));
    }

    private LocalDate today(Professional professional) {
        return professional.schedule().dateOf(clock.instant());
    }

    private Optional<Outcome> refusal(ScheduleChange change, List<CalendarDay> days) {
        Instant now = clock.instant();
        List<Reservation> orphans = days.stream().flatMap(day -> change.orphans(day, now).stream()).toList();
        List<Block> stranded = days.stream().flatMap(day -> change.strandedBlocks(day, now).stream()).toList();
        return orphans.isEmpty() && stranded.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(change.movesZone(), orphans, stranded));
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
