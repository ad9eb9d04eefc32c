package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.SlotRules.Offer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists what can be had, by the rules that holding obeys. */
@Component
public class FindSlots {

    private final CalendarDays days;
    private final Clock clock;

    FindSlots(CalendarDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /**
     * Every slot of that length on {@code date}, in order, each with what refuses it.
     *
     * @param moving the booking for which it is asked, which is not in its own way; null for a new one
     */
    public List<Offer> onDate(SlotRules rules, LocalDate date, Duration length, @Nullable String moving) {
        return offers(days.findCached(rules.professional(), List.of(date)), rules, length, moving);
    }

    /** The same as the store has it at this moment. */
    public List<Offer> onDateNow(SlotRules rules, LocalDate date, Duration length) {
        return offers(days.find(rules.professional(), List.of(date)), rules, length, null);
    }

    private List<Offer> offers(List<CalendarDay> known, SlotRules rules, Duration length, @Nullable String moving) {
        return known.stream().flatMap(day -> rules.offersOn(day, length, moving, clock.instant())).toList();
    }

    /** The dates of {@code month} on which a slot of that length can be had, in order. */
    public List<LocalDate> datesIn(SlotRules rules, YearMonth month, Duration length) {
        Instant now = clock.instant();
        return days.findCached(rules.professional(), datesInWindow(rules, month, now)).stream()
                .filter(day -> rules.offersOn(day, length, now).anyMatch(Offer::isFree))
                .map(day -> day.id().date())
                .toList();
    }

    private static List<LocalDate> datesInWindow(SlotRules rules, YearMonth month, Instant now) {
        LocalDate today = rules.schedule().dateOf(now);
        LocalDate last = rules.lastDate(now);
        return month.atDay(1).datesUntil(month.atEndOfMonth().plusDays(1))
                .filter(date -> !date.isBefore(today) && !date.isAfter(last))
                .toList();
    }
}
