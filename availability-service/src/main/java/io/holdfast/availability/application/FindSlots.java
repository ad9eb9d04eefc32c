package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRules;
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
    public List<ListedSlot> onDate(TenantId tenant, SlotRules rules, LocalDate date, Duration length) {
        CalendarDay day = days.find(new DayId(tenant, rules.professional().id(), date));
        Instant now = clock.instant();
        return rules.slotsOn(date, length).stream()
                .map(slot -> new ListedSlot(slot, rules.refusal(slot, day, now)))
                .toList();
    }

    /** The dates of {@code month} on which a slot of that length can be had, in order. */
    public List<LocalDate> datesIn(TenantId tenant, SlotRules rules, YearMonth month, Duration length) {
        Instant now = clock.instant();
        List<LocalDate> window = datesInWindow(rules, month, now);
        Map<LocalDate, CalendarDay> stored = days.findAll(tenant, rules.professional().id(), window);
        return window.stream()
                .filter(date -> {
                    CalendarDay day = stored.getOrDefault(
                            date, CalendarDay.empty(new DayId(tenant, rules.professional().id(), date)));
                    return rules.slotsOn(date, length).stream()
                            .anyMatch(slot -> rules.refusal(slot, day, now).isEmpty());
                })
                .toList();
    }

    private static List<LocalDate> datesInWindow(SlotRules rules, YearMonth month, Instant now) {
        LocalDate today = rules.schedule().dateOf(now);
        LocalDate last = rules.lastDate(now);
        return month.atDay(1).datesUntil(month.atEndOfMonth().plusDays(1))
                .filter(date -> !date.isBefore(today) && !date.isAfter(last))
                .toList();
    }

    /** A slot and the first rule that refuses it; none when it can be had. */
    public record ListedSlot(Slot slot, Optional<Refusal> refusal) {}
}
