package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules by which one professional's time is sold for one offering. Listing, holding, booking by hand, rescheduling
 * and explaining all ask the same question, {@link #objection}, so that what is listed can be held.
 */
public record SlotRules(Professional professional, Offering offering) {

    public Schedule schedule() {
        return professional.schedule();
    }

    /** The slots of that length that fit into the date's hours, in order, whether or not they can be had. */
    public List<Slot> slotsOn(LocalDate date, Duration length) {
        return schedule().on(date).slots(length);
    }

    /** The same slots, each with the first rule that refuses it to a client. */
    public Stream<Offer> offersOn(CalendarDay day, Duration length, Instant now) {
        DayPlan plan = schedule().on(day.id().date());
        return plan.slots(length).stream()
                .map(slot -> new Offer(slot, window(slot, false, now)
                        .or(() -> hours(slot, false, plan))
                        .or(() -> day.objection(claim(slot), null, now))));
    }

    /** The first rule that refuses {@code wish}, whose slot lies on {@code day}; empty when it can be had. */
    public Optional<Objection> objection(Wish wish, CalendarDay day, Instant now) {
        Slot slot = wish.slot();
        return window(slot, wish.manual(), now)
                .or(() -> hours(slot, wish.manual(), schedule().on(schedule().dateOf(slot.start()))))
                .or(() -> day.objection(claim(slot), wish.booking().bookingId(), now));
    }

    /** The last date, in the schedule's zone, on which anything can be had. */
    public LocalDate lastDate(Instant now) {
        return schedule().dateOf(now).plusDays(offering.rules().maxDaysAhead());
    }

    /** When the booking window reaches {@code date}. */
    public Instant windowReaches(LocalDate date) {
        return schedule().startOf(date.minusDays(offering.rules().maxDaysAhead()));
    }

    /** What a reservation of {@code slot} takes up. */
    public Claim claim(Slot slot) {
        return new Claim(slot, slot.widenedBy(buffers()), offering.id(), offering.capacity());
    }

    /** The pauses that apply: the longer of the schedule's and the offering's. */
    public Buffers buffers() {
        return schedule().buffers().longerOf(offering.rules().buffers());
    }

    Instant holdUntil(Instant now) {
        return now.plus(offering.rules().hold());
    }

    /** The first of the rules about how far ahead it is that refuses it. */
    public Optional<Objection> window(Slot slot, boolean manual, Instant now) {
        if (slot.start().isBefore(now)) {
            return refused(Rule.PAST, Refusal.TOO_SOON);
        }
        if (manual) {
            return Optional.empty();
        }
        if (slot.start().isBefore(now.plus(offering.rules().minNotice()))) {
            return refused(Rule.NOTICE, Refusal.TOO_SOON);
        }
        LocalDate date = schedule().dateOf(slot.start());
        if (!offering.rules().sameDay() && date.equals(schedule().dateOf(now))) {
            return refused(Rule.SAME_DAY, Refusal.TOO_SOON);
        }
        return date.isAfter(lastDate(now)) ? refused(Rule.WINDOW, Refusal.TOO_FAR) : Optional.empty();
    }

    private Optional<Objection> hours(Slot slot, boolean manual, DayPlan plan) {
        if (!professional.provides(offering)) {
            return refused(Rule.NOT_PROVIDED, Refusal.CLOSED);
        }
        if (!offering.lasts(slot.length())) {
            return refused(Rule.DURATION, Refusal.CLOSED);
        }
        if (!plan.isOpen(slot)) {
            return refused(plan.overridden() ? Rule.OVERRIDE : Rule.HOURS, Refusal.CLOSED);
        }
        if (!manual && !plan.isStart(slot.start())) {
            return refused(Rule.STEP, Refusal.OFF_STEP);
        }
        // Only one day is looked at when a slot is sold, so nothing that it takes up may lie on another.
        Slot occupied = claim(slot).occupied();
        if (plan.whole().stream().noneMatch(day -> day.contains(occupied))) {
            return refused(Rule.MIDNIGHT, Refusal.CLOSED);
        }
        return plan.isBreak(slot) ? refused(Rule.BREAK, Refusal.BREAK) : Optional.empty();
    }

    private static Optional<Objection> refused(Rule rule, Refusal reason) {
        return Optional.of(Objection.of(rule, reason));
    }

    /** A slot and the first rule that refuses it; none when it can be had. */
    public record Offer(Slot slot, Optional<Objection> objection) {

        public boolean isFree() {
            return objection.isEmpty();
        }
    }
}
