package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.availability.domain.SlotRules.Offer;

/**
 * Everybody who provides an offering, of whom a client takes whoever has the time. They may live in different zones, so days
 * here are those of whoever asks.
 */
public record Anyone(Offering offering, List<Professional> providers) {

    /** More are not looked at: the first ones by id. */
    public static final int MOST = 50;

    private static final int DAYS_AROUND = 3;
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** What clients are told of a time that nobody has: the reason that is nearest to its being free. */
    private static final List<RejectionReason> NEAREST = List.of(
            RejectionReason.HELD,
            RejectionReason.BOOKED,
            RejectionReason.FULL,
            RejectionReason.BREAK,
            RejectionReason.CLOSED,
            RejectionReason.OFF_STEP,
            RejectionReason.TOO_SOON,
            RejectionReason.TOO_FAR);

    public Anyone {
        providers = List.copyOf(providers);
    }

    /** Theirs where they agree, else that of most of them, the first by name where that is not one; UTC for nobody. */
    public ZoneId zone() {
        Map<String, Long> zones = providers.stream()
                .collect(Collectors.groupingBy(
                        provider -> provider.schedule().zone().getId(), TreeMap::new, Collectors.counting()));
        return zones.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .map(zone -> ZoneId.of(zone.getKey()))
                .orElse(UTC);
    }

    /** The calendar days of all of them on which something of {@code range} lies. */
    public List<DayId> daysOf(Slot range) {
        return providers.stream().flatMap(provider -> datesOf(provider, range).map(provider::dayOn)).toList();
    }

    /** Those of them on which something can be sold now. */
    public List<DayId> daysSoldIn(Slot range, Instant now) {
        return providers.stream()
                .flatMap(provider -> {
                    LocalDate today = provider.schedule().dateOf(now);
                    LocalDate last = new SlotRules(provider, offering).lastDate(now);
                    return datesOf(provider, range)
                            .filter(date -> !date.isBefore(today) && !date.isAfter(last))
                            .map(provider::dayOn);
                })
                .toList();
    }

    private static Stream<LocalDate> datesOf(Professional provider, Slot range) {
        Schedule schedule = provider.schedule();
        return schedule.dateOf(range.start()).datesUntil(schedule.dateOf(range.end().minusNanos(1)).plusDays(1));
    }

    /**
     * The slots of that length that start within {@code range}, in order: free when somebody has it.
     *
     * @param days those of {@link #daysOf} or {@link #daysSoldIn}
     */
    public List<Offer> offersIn(Slot range, List<CalendarDay> days, Duration length, Instant now) {
        Map<ProfessionalId, SlotRules> rules = providers.stream()
                .collect(Collectors.toMap(Professional::id, provider -> new SlotRules(provider, offering)));
        var offers = new TreeMap<Instant, Offer>();
        for (CalendarDay day : days) {
            SlotRules theirs = rules.get(day.id().professional());
            if (theirs != null) {
                theirs.offersOn(day, length, now)
                        .filter(offer -> range.contains(offer.slot().start()))
                        .forEach(offer -> offers.merge(offer.slot().start(), offer, Anyone::better));
            }
        }
        return List.copyOf(offers.values());
    }

    /** The dates in {@code zone} on which something of {@code offers} is free, in order. */
    public static List<LocalDate> freeDates(List<Offer> offers, ZoneId zone) {
        var dates = new TreeSet<LocalDate>();
        offers.stream().filter(Offer::isFree).forEach(offer -> dates.add(offer.slot().start().atZone(zone).toLocalDate()));
        return List.copyOf(dates);
    }

    /** What is told of a time that none of them has. */
    static RejectionReason nearest(Stream<RejectionReason> reasons) {
        return reasons.min(Comparator.comparingInt(Anyone::distanceOf)).orElse(RejectionReason.PROFESSIONAL_UNKNOWN);
    }

    private static Offer better(Offer one, Offer other) {
        return distance(other) < distance(one) ? other : one;
    }

    private static int distance(Offer offer) {
        return offer.violation().map(violation -> distanceOf(violation.reason())).orElse(-1);
    }

    private static int distanceOf(RejectionReason reason) {
        int place = NEAREST.indexOf(reason);
        return place < 0 ? NEAREST.size() : place;
    }

    /** The days that tell how much each of them has to do around {@code slot}, and whether they have it. */
    public List<DayId> daysAround(Slot slot) {
        return providers.stream()
                .flatMap(provider -> {
                    LocalDate date = provider.schedule().dateOf(slot.start());
                    return date.minusDays(DAYS_AROUND).datesUntil(date.plusDays(DAYS_AROUND + 1)).map(provider::dayOn);
                })
                .toList();
    }

    /**
     * Who of them is asked for {@code request}, in which order.
     *
     * @param days those of {@link #daysAround}
     */
    public Candidates candidates(AnyoneRequest request, List<CalendarDay> days, Instant now) {
        Map<ProfessionalId, List<CalendarDay>> byWhom =
                days.stream().collect(Collectors.groupingBy(day -> day.id().professional()));
        var refusals = new ArrayList<RejectionReason>();
        var free = new ArrayList<Candidates.Workload>();
        for (Professional provider : providers) {
            List<CalendarDay> theirs = byWhom.getOrDefault(provider.id(), List.of());
            DayId date = provider.dayAt(request.slot().start());
            CalendarDay day = theirs.stream().filter(d -> d.id().equals(date)).findFirst().orElse(CalendarDay.empty(date));
            new SlotRules(provider, offering)
                    .violation(request.of(provider.id()), day, now)
                    .map(Violation::reason)
                    .ifPresentOrElse(refusals::add, () -> free.add(new Candidates.Workload(
                            provider.id(),
                            day.live(now).size(),
                            theirs.stream().mapToInt(d -> d.live(now).size()).sum())));
        }
        return Candidates.of(request, free, nearest(refusals.stream()));
    }
}
