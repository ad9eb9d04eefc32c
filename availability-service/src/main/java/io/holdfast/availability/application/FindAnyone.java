package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

import io.holdfast.availability.domain.Anyone;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRules.Offer;
import io.holdfast.availability.domain.TenantId;
import org.springframework.stereotype.Component;

/** Lists what can be had of an offering, whoever provides it, by the rules that holding obeys; each list is one read of days. */
@Component
public class FindAnyone {

    private final Professionals professionals;
    private final CalendarDays days;
    private final Clock clock;

    FindAnyone(Professionals professionals, CalendarDays days, Clock clock) {
        this.professionals = professionals;
        this.days = days;
        this.clock = clock;
    }

    public Anyone who(TenantId tenant, Offering offering) {
        return new Anyone(offering, professionals.providing(tenant, offering.id(), Anyone.MOST));
    }

    /** Every slot of that length that starts on {@code date} in {@code zone}, in order, free when somebody has it. */
    public List<Offer> onDate(Anyone anyone, LocalDate date, ZoneId zone, Duration length) {
        Slot day = between(date, date.plusDays(1), zone);
        return anyone.offersIn(day, days.findCached(anyone.daysOf(day)), length, clock.instant());
    }

    /** The dates of {@code month} in {@code zone} on which somebody has a slot of that length, in order. */
    public List<LocalDate> datesIn(Anyone anyone, YearMonth month, ZoneId zone, Duration length) {
        Instant now = clock.instant();
        Slot range = between(month.atDay(1), month.plusMonths(1).atDay(1), zone);
        return Anyone.freeDates(
                anyone.offersIn(range, days.findCached(anyone.daysSoldIn(range, now)), length, now), zone);
    }

    private static Slot between(LocalDate from, LocalDate to, ZoneId zone) {
        return new Slot(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
    }
}
