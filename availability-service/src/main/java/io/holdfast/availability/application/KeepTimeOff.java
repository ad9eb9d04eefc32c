package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Decision;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.TimeOff;
import io.holdfast.availability.domain.TimeOff.State;
import io.holdfast.availability.domain.TimesOff;
import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Service;

/**
 * Blocks time of a professional and gives it back. Each calendar day is one write, so time off over several days is
 * several: what is wanted is stored first, and whoever finds it half done goes on ({@link #finish}): it is placed on
 * all of its days, or, where one of them has something in the way, on none.
 */
@Service
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
        if (!timesOff.insert(wanted)) {
            TimeOff earlier = timesOff.find(wanted.tenant(), wanted.professional(), wanted.id()).orElse(wanted);
            return finish(earlier);
        }
        return finish(wanted);
    }

    /**
     * Gives placed time back.
     *
     * @return false when there is none of that id
     */
    public boolean remove(TenantId tenant, Professional professional, String id) {
        while (true) {
            Optional<TimeOff> found = timesOff.find(tenant, professional.id(), id)
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

    /** Those that were left half done for longer than {@code patience}. */
    public List<TimeOff> leftHalfDone(Duration patience, int limit) {
        return timesOff.unfinishedBefore(clock.instant().minus(patience), limit);
    }

    /** Does what is left to do; what is finished is left as it is. */
    public TimeOff finish(TimeOff timeOff) {
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
            Decision decision = calendar.change(
                    timeOff.tenant(), professional, part.start(), (p, day) -> day.block(timeOff.blockOf(part), now));
            if (decision.objection().isPresent()) {
                TimeOff refused = timeOff.refuse(decision.objection().get());
                clear(timeOff, professional);
                return settle(timeOff, refused);
            }
        }
        return settle(timeOff, timeOff.become(State.PLACED));
    }

    /** Stores the end of it. When it was taken back meanwhile, what was just placed goes again. */
    private TimeOff settle(TimeOff before, TimeOff after) {
        if (timesOff.replace(before, after)) {
            if (after.state() == State.REFUSED && after.request() == null) {
                // Nobody can ask again for what had no key.
                timesOff.remove(after);
            }
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
        if (timeOff.request() == null) {
            timesOff.remove(timeOff);
        } else {
            timesOff.replace(timeOff, removed);
        }
        return removed;
    }

    private void clear(TimeOff timeOff, Professional professional) {
        for (Slot part : professional.schedule().cutAtMidnight(timeOff.slot())) {
            var day = new DayId(
                    timeOff.tenant(), professional.id(), professional.schedule().dateOf(part.start()));
            days.change(day, d -> d.unblock(timeOff.id()));
        }
    }

    private Professional professionalOf(TimeOff timeOff) {
        return professionals.find(timeOff.tenant(), timeOff.professional())
                .orElseThrow(() -> new IllegalStateException("Professionals are never forgotten"));
    }
}
