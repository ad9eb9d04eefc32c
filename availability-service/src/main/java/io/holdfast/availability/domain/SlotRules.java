package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The rules by which one professional's time is sold for one offering. Listing, holding, booking by hand, rescheduling
 * and explaining all ask the same question, {@link #violation}, so that what is listed can be held.
 */
public record SlotRules(Professional professional, Offering offering) {

    public Schedule schedule() {
        return professional.schedule();
    }

    /** The slots of that length that fit into the date's hours, in order, each with the first rule that refuses it. */
    public Stream<Offer> offersOn(CalendarDay day, Duration length, Instant now) {
        return offersOn(day, length, null, now);
    }

    /** The same for a booking that moves, which is never in its own way; null for one that has nothing yet. */
    public Stream<Offer> offersOn(CalendarDay day, Duration length, @Nullable String moving, Instant now) {
        DayPlan plan = schedule().on(day.id().date());
        return plan.slots(length).stream()
                .map(slot -> new Offer(slot, violation(slot, false, moving, plan, day, now)));
    }

    /** The first rule that refuses the request, whose slot lies on {@code day}; empty when it can be had. */
    public Optional<Violation> violation(SlotRequest request, CalendarDay day, Instant now) {
        return violation(
                request.slot(), request.isBeyondWindow(), request.booking().bookingId(), planOf(request.slot()), day, now);
    }

    /** The same for a client who has nothing yet. */
    public Optional<Violation> violation(Slot slot, CalendarDay day, Instant now) {
        return violation(slot, false, null, planOf(slot), day, now);
    }

    private Optional<Violation> violation(
            Slot slot, boolean manual, @Nullable String own, DayPlan plan, CalendarDay day, Instant now) {
        return window(slot, manual, now)
                .or(() -> hours(slot, manual, plan))
                .or(() -> day.violation(occupancy(slot), own, now));
    }

    private DayPlan planOf(Slot slot) {
        return schedule().on(schedule().dateOf(slot.start()));
    }

    /** The last date, in the schedule's zone, on which anything can be had. */
    public LocalDate lastDate(Instant now) {
        return schedule().dateOf(now).plusDays(offering.rules().maxDaysAhead());
    }

    /** When the booking window reaches {@code date}. */
    public Instant windowReaches(LocalDate date) {
        return schedule().startOf(date.minusDays(offering.rules().maxDaysAhead()));
    }

    /** The same for somebody who asks for something of their own. */
    public Optional<Violation> window(SlotRequest request, Instant now) {
        return window(request.slot(), request.isBeyondWindow(), now);
    }

    /** What a reservation of {@code slot} takes up. */
    public Occupancy occupancy(Slot slot) {
        return new Occupancy(slot, slot.widenedBy(buffers()), offering.id(), offering.capacity());
    }

    /** The pauses that apply: the longer of the schedule's and the offering's. */
    public Buffers buffers() {
        return schedule().buffers().longerOf(offering.rules().buffers());
    }

    Instant holdUntil(Instant now) {
        return now.plus(offering.rules().hold());
    }

    /** The first of the rules about how far ahead it is that refuses it. */
    public Optional<Violation> window(Slot slot, boolean manual, Instant now) {
        if (slot.start().isBefore(now)) {
            return refused(Rule.PAST, RejectionReason.TOO_SOON);
        }
        if (manual) {
            return Optional.empty();
        }
        if (slot.start().isBefore(now.plus(offering.rules().minNotice()))) {
            return refused(Rule.NOTICE, RejectionReason.TOO_SOON);
        }
        LocalDate date = schedule().dateOf(slot.start());
        if (!offering.rules().sameDay() && date.equals(schedule().dateOf(now))) {
            return refused(Rule.SAME_DAY, RejectionReason.TOO_SOON);
        }
        return date.isAfter(lastDate(now)) ? refused(Rule.WINDOW, RejectionReason.TOO_FAR) : Optional.empty();
    }

    private Optional<Violation> hours(Slot slot, boolean manual, DayPlan plan) {
        if (!professional.provides(offering)) {
            return refused(Rule.NOT_PROVIDED, RejectionReason.CLOSED);
        }
        if (!offering.lasts(slot.length())) {
            return refused(Rule.DURATION, RejectionReason.CLOSED);
        }
        if (!plan.isOpen(slot)) {
            return refused(plan.overridden() ? Rule.OVERRIDE : Rule.HOURS, RejectionReason.CLOSED);
        }
        if (!manual && !plan.isStart(slot.start())) {
            return refused(Rule.STEP, RejectionReason.OFF_STEP);
        }
        // Only one day is looked at when a slot is sold, so nothing that it takes up may lie on another.
        Slot occupied = occupancy(slot).occupied();
        if (plan.whole().stream().noneMatch(day -> day.contains(occupied))) {
            return refused(Rule.MIDNIGHT, RejectionReason.CLOSED);
        }
        return plan.isBreak(slot) ? refused(Rule.BREAK, RejectionReason.BREAK) : Optional.empty();
    }

    private static Optional<Violation> refused(Rule rule, RejectionReason reason) {
        return Optional.of(Violation.of(rule, reason));
    }

    /** A slot and the first rule that refuses it; none when it can be had. */
    public record Offer(Slot slot, Optional<Violation> violation) {

        public boolean isFree() {
            return violation.isEmpty();
        }
    }
}
