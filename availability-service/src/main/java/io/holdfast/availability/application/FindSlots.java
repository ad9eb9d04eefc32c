package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.SlotRules.Offer;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Service;

/** Lists what can be had, by the rules that holding obeys. */
@Service
public class FindSlots {

    private final CalendarDays days;
    private final Clock clock;

    FindSlots(CalendarDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /** Every slot of that length on {@code date}, in order, each with what refuses it. */
    public List<Offer> onDate(TenantId tenant, SlotRules rules, LocalDate date, Duration length) {
        return offers(days.glance(tenant, idOf(rules), List.of(date)), rules, date, length);
    }

    /** The same as the store has it at this moment. */
    public List<Offer> onDateNow(TenantId tenant, SlotRules rules, LocalDate date, Duration length) {
        return offers(days.find(tenant, idOf(rules), List.of(date)), rules, date, length);
    }

    /** The dates of {@code month} on which a slot of that length can be had, in order. */
    public List<LocalDate> datesIn(TenantId tenant, SlotRules rules, YearMonth month, Duration length) {
        Instant now = clock.instant();
        List<LocalDate> window = datesInWindow(rules, month, now);
        Map<LocalDate, CalendarDay> known = days.glance(tenant, idOf(rules), window);
        return window.stream()
                .filter(date -> rules.offersOn(dayOf(known, date), length, now).anyMatch(Offer::isFree))
                .toList();
    }

    private List<Offer> offers(
            Map<LocalDate, CalendarDay> known, SlotRules rules, LocalDate date, Duration length) {
        return rules.offersOn(dayOf(known, date), length, clock.instant()).toList();
    }

    private static CalendarDay dayOf(Map<LocalDate, CalendarDay> known, LocalDate date) {
        return Objects.requireNonNull(known.get(date), "every date that is asked for is there");
    }

    private static ProfessionalId idOf(SlotRules rules) {
        return rules.professional().id();
    }

    private static List<LocalDate> datesInWindow(SlotRules rules, YearMonth month, Instant now) {
        LocalDate today = rules.schedule().dateOf(now);
        LocalDate last = rules.lastDate(now);
        return month.atDay(1).datesUntil(month.atEndOfMonth().plusDays(1))
                .filter(date -> !date.isBefore(today) && !date.isAfter(last))
                .toList();
    }
}
