package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/**
 * Decides on calendar days by the schedule as it is at that moment.
 *
 * <p>A schedule and a day are two documents, so a hold could be decided by hours that end while it is being written.
 * What keeps this right: a day is stored before its professional is read; a change of schedule first stores a draft,
 * then rewrites every stored day that it could concern, and only then counts. So a decision made before the draft loses
 * its write to the rewriting and begins again, and then it meets the draft and waits until that counts or is gone.
 */
@Component
class Calendar {

    private final CalendarDays days;
    private final Professionals professionals;
    private final Clock clock;

    Calendar(CalendarDays days, Professionals professionals, Clock clock) {
        this.days = days;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * Decides on the day on which {@code at} lies.
     *
     * @param professional as known when the day was chosen
     * @param decision     is given the professional as they are now
     * @throws RetryLater while the professional's schedule is being changed
     */
    Decision<CalendarDay, SlotEvent> decide(
            Professional professional,
            Instant at,
            BiFunction<Professional, CalendarDay, Decision<CalendarDay, SlotEvent>> decision) {
        DayId day = professional.dayAt(at);
        return days.decide(day, stored -> {
            Professional now = settled(professional);
            if (!now.dayAt(at).equals(day)) {
                throw new RetryLater("The schedule has moved to another zone.", null);
            }
            return decision.apply(now, stored);
        });
    }

    /**
     * Decides on the day of a date, in the zone that the professional's schedule had when the date was chosen.
     *
     * @throws RetryLater while the professional's schedule is being changed, and when its zone has changed since
     */
    void decideOn(
            Professional professional,
            LocalDate date,
            Function<CalendarDay, Decision<CalendarDay, SlotEvent>> decision) {
        days.decide(professional.dayOn(date), stored -> {
            if (!settled(professional).schedule().zone().equals(professional.schedule().zone())) {
                throw new RetryLater("The schedule has moved to another zone.", null);
            }
            return decision.apply(stored);
        });
    }

    /** Whether one of these has something on the day on which {@code at} lies; opens no day. */
    boolean has(Professional professional, Instant at, BookingRevision... owners) {
        return days.find(professional, List.of(professional.schedule().dateOf(at))).stream()
                .anyMatch(day -> Stream.of(owners).anyMatch(owner -> day.find(owner).isPresent()));
    }

    private Professional settled(Professional professional) {
        Professional known = professionals.find(professional.tenant(), professional.id()).orElseThrow();
        if (known.draft().isEmpty()) {
            return known;
        }
        return known.draft()
                .filter(d -> d.isAbandoned(clock.instant()))
                .flatMap(d -> professionals.decide(known.tenant(), known.id(), p -> p.withdraw(d)))
                .map(Decided::after)
                .filter(p -> p.draft().isEmpty())
                .orElseThrow(() -> new RetryLater("The schedule is being changed.", null));
    }
}
