package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which one professional's time is sold for one offering. Listing and holding ask the same question,
 * {@link #refusal}, so that what is listed can be held.
 */
public record SlotRules(Professional professional, Offering offering) {

    public Schedule schedule() {
        return professional.schedule();
    }

    /** The slots of that length that fit into the date's hours, in order, whether or not they can be had. */
    public List<Slot> slotsOn(LocalDate date, Duration length) {
        return schedule().openOn(date).stream()
                .flatMap(open -> schedule().startsOn(date).stream()
                        .map(start -> Slot.starting(start, length))
                        .filter(open::contains))
                .toList();
    }

    /** The first rule that refuses {@code slot}, which lies on {@code day}; empty when it can be had. */
    public Optional<Refusal> refusal(Slot slot, CalendarDay day, Instant now) {
        return window(slot, now).or(() -> hours(slot)).or(() -> day.refusal(claim(slot), now));
    }

    /** The last date, in the schedule's zone, on which anything can be had. */
    public LocalDate lastDate(Instant now) {
        return schedule().dateOf(now).plusDays(offering.rules().maxDaysAhead());
    }

    /** What a reservation of {@code slot} takes up. */
    Claim claim(Slot slot) {
        Buffers buffers = schedule().buffers().longerOf(offering.rules().buffers());
        return new Claim(slot, slot.widenedBy(buffers), offering.id(), offering.capacity());
    }

    Instant holdUntil(Instant now) {
        return now.plus(offering.rules().hold());
    }

    private Optional<Refusal> window(Slot slot, Instant now) {
        LocalDate date = schedule().dateOf(slot.start());
        boolean tooSoon = slot.start().isBefore(now.plus(offering.rules().minNotice()))
                || (!offering.rules().sameDay() && date.equals(schedule().dateOf(now)));
        if (tooSoon) {
            return Optional.of(Refusal.TOO_SOON);
        }
        return date.isAfter(lastDate(now)) ? Optional.of(Refusal.TOO_FAR) : Optional.empty();
    }

    private Optional<Refusal> hours(Slot slot) {
        boolean open = professional.provides(offering)
                && offering.lasts(slot.length())
                && schedule().isStart(slot.start())
                && schedule().openOn(schedule().dateOf(slot.start())).stream().anyMatch(hours -> hours.contains(slot));
        if (!open) {
            return Optional.of(Refusal.CLOSED);
        }
        return schedule().meetsBreak(slot) ? Optional.of(Refusal.BREAK) : Optional.empty();
    }
}
