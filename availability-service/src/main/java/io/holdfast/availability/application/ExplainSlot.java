package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Rule;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.SlotRules.Offer;
import io.holdfast.availability.domain.Violation;
import org.springframework.stereotype.Component;

/** Says which rule closes a time, and what opens when. */
@Component
public class ExplainSlot {

    // Further ahead nobody looks for the next free time, and each day in it is read.
    private static final int MOST_DAYS = 62;

    private final CalendarDays days;
    private final Clock clock;

    ExplainSlot(CalendarDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /** Only whether a client who wanted {@code slot} now could have it, by the day as it is listed; not when else. */
    public Explanation answer(SlotRules rules, Slot slot) {
        CalendarDay day = days.findCached(rules.professional(), List.of(rules.schedule().dateOf(slot.start()))).getFirst();
        return new Explanation(slot, rules.violation(slot, day, clock.instant()), Optional.empty(), Optional.empty());
    }

    /** Asks the rules about {@code slot} as if a client wanted it now. */
    public Explanation explain(SlotRules rules, Slot slot) {
        Instant now = clock.instant();
        LocalDate date = rules.schedule().dateOf(slot.start());
        List<LocalDate> dates = searched(rules, date, now);
        List<CalendarDay> known = days.find(
                rules.professional(), Stream.concat(Stream.of(date), dates.stream()).distinct().toList());
        CalendarDay day = known.getFirst();
        Optional<Violation> violation = rules.violation(slot, day, now);
        if (violation.isEmpty()) {
            return new Explanation(slot, violation, Optional.empty(), Optional.empty());
        }
        Optional<Instant> opens = moments(rules, date, violation.get())
                .filter(then -> then.isAfter(now) && rules.violation(slot, day, then).isEmpty())
                .findFirst();
        Optional<Slot> next = known.stream()
                .filter(d -> dates.contains(d.id().date()))
                .flatMap(d -> rules.offersOn(d, slot.length(), now))
                .filter(offer -> offer.isFree() && !offer.slot().start().isBefore(slot.start()))
                .map(Offer::slot)
                .findFirst();
        return new Explanation(slot, violation, opens, next);
    }

    /** When the violation may end by itself, the earliest first. */
    private static Stream<Instant> moments(SlotRules rules, LocalDate date, Violation violation) {
        return violation.rule() == Rule.WINDOW
                ? Stream.of(rules.windowReaches(date))
                : violation.inTheWay().stream()
                        .filter(Reservation::isHold)
                        .map(Reservation::holdUntil)
                        .flatMap(Stream::ofNullable)
                        .sorted(Comparator.naturalOrder());
    }

    /** Where the next free time is looked for: from that date on, as far as anything is sold. */
    private static List<LocalDate> searched(SlotRules rules, LocalDate date, Instant now) {
        LocalDate today = rules.schedule().dateOf(now);
        LocalDate first = date.isBefore(today) ? today : date;
        LocalDate last = rules.lastDate(now);
        return first.isAfter(last)
                ? List.of()
                : first.datesUntil(last.plusDays(1)).limit(MOST_DAYS).toList();
    }

    /**
     * What there is to say about a time.
     *
     * @param violation empty when it can be had
     * @param opens     when this very time can be asked for again, as far as that is known
     * @param next      the next time of that length that can be had now
     */
    public record Explanation(
            Slot asked, Optional<Violation> violation, Optional<Instant> opens, Optional<Slot> next) {}
}
