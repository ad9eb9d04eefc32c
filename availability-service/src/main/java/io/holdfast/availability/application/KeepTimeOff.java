package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TimeOff;
import io.holdfast.availability.domain.TimeOff.State;
import io.holdfast.availability.domain.TimesOff;
import io.holdfast.availability.domain.Violation;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Refusal;
import org.springframework.stereotype.Component;

/**
 * Blocks time of a professional and gives it back. Each calendar day is one write, so time off over several days is
 * several: what is wanted is stored first, and whoever finds it half done goes on ({@link #finish(String)}): it is placed on
 * all of its days, or, where one of them has something in the way, on none.
 */
@Component
public class KeepTimeOff {

    private final TimesOff timesOff;
    private final Calendar calendar;
    private final CalendarDays days;
    private final Professionals professionals;
    private final Clock clock;

    KeepTimeOff(
            TimesOff timesOff, Calendar calendar, CalendarDays days, Professionals professionals, Clock clock) {
        this.timesOff = timesOff;
        this.calendar = calendar;
        this.days = days;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * Places {@code wanted}, which nobody has asked for before.
     *
     * @return it, {@link State#PLACED} or {@link State#REFUSED}
     * @throws RetryLater while the schedule is being changed
     */
    public TimeOff place(TimeOff wanted) {
        return finish(
                timesOff.insert(wanted)
                        ? wanted
                        : timesOff.find(wanted.tenant(), wanted.professional(), wanted.id()).orElse(wanted));
    }

    /**
     * Gives placed time back.
     *
     * @return false when there is none of that id
     */
    public boolean remove(Professional professional, String id) {
        while (true) {
            Optional<TimeOff> found = timesOff.find(professional.tenant(), professional.id(), id)
                    .filter(t -> t.state() != State.REFUSED && t.state() != State.REMOVED);
            if (found.isEmpty()) {
                return false;
            }
            TimeOff removing = found.get().become(State.REMOVING);
            if (timesOff.replace(found.get(), removing)) {
                finish(removing);
                return true;
            }
        }
    }

    /** Goes on with one that was left half done, by the id under which it is stored. */
    public void finish(String storedId) {
        timesOff.find(storedId).ifPresent(this::finish);
    }

    /** Does what is left to do; what is finished is left as it is. */
    private TimeOff finish(TimeOff timeOff) {
        return switch (timeOff.state()) {
            case PLACING -> placeOnItsDays(timeOff);
            case REMOVING -> takeOffItsDays(timeOff);
            case PLACED, REFUSED, REMOVED -> timeOff;
        };
    }

    private TimeOff placeOnItsDays(TimeOff timeOff) {
        Professional professional = professionalOf(timeOff);
        Instant now = clock.instant();
        for (Slot part : professional.schedule().cutAtMidnight(timeOff.slot())) {
            Optional<Refusal> refusal = calendar
                    .decide(professional, part.start(), (p, day) -> day.block(timeOff.blockOf(part), now))
                    .refusal();
            if (refusal.isPresent()) {
                clear(timeOff, professional);
                return settle(timeOff, timeOff.refuse((Violation) refusal.get()));
            }
        }
        return settle(timeOff, timeOff.become(State.PLACED));
    }

    /** Stores the end of it. When it was taken back meanwhile, what was just placed goes again. */
    private TimeOff settle(TimeOff before, TimeOff after) {
        if (timesOff.replace(before, after)) {
            return after;
        }
        Optional<TimeOff> now = timesOff.find(before.tenant(), before.professional(), before.id());
        if (now.isEmpty() || now.get().state() == State.REMOVING || now.get().state() == State.REMOVED) {
            clear(before, professionalOf(before));
        }
        return now.orElse(after);
    }

    private TimeOff takeOffItsDays(TimeOff timeOff) {
        clear(timeOff, professionalOf(timeOff));
        TimeOff removed = timeOff.become(State.REMOVED);
        timesOff.replace(timeOff, removed);
        return removed;
    }

    private void clear(TimeOff timeOff, Professional professional) {
        for (Slot part : professional.schedule().cutAtMidnight(timeOff.slot())) {
            days.decide(professional.dayAt(part.start()), d -> d.unblock(timeOff.id()));
        }
    }

    private Professional professionalOf(TimeOff timeOff) {
        return professionals.find(timeOff.tenant(), timeOff.professional()).orElseThrow();
    }
}
