package io.holdfast.booking.analytics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Folds the bookings that start in one month into figures. What it holds grows with days, hours, professionals and offerings,
 * and by eight bytes with each answer, not with bookings.
 */
final class MonthFigures {

    private final ZoneId zone;
    private final Map<Standing, Long> byStanding = new EnumMap<>(Standing.class);
    private final SortedMap<LocalDate, Long> byDay = new TreeMap<>();
    private final Map<DayOfWeek, long[]> byHour = new EnumMap<>(DayOfWeek.class);
    private final Map<String, Share> byOffering = new HashMap<>();
    private final Map<String, Share> byProfessional = new HashMap<>();
    private final Share all = new Share("");
    private final List<Long> secondsToAnswer = new ArrayList<>();
    private long total;
    private long asked;
    private long unanswered;
    private long paid;
    private long refunded;

    /** @param zone in which days and hours are */
    MonthFigures(YearMonth month, ZoneId zone) {
        this.zone = zone;
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            byDay.put(month.atDay(day), 0L);
        }
    }

    /** How much of it was one offering's, or one professional's. Money is in minor units by currency, in alphabetical order. */
    static final class Share {

        private final String id;
        private final SortedMap<String, Long> captured = new TreeMap<>();
        private final SortedMap<String, Long> refunded = new TreeMap<>();
        private final SortedMap<String, Long> paidBookings = new TreeMap<>();
        private long bookings;
        private long confirmed;
        private long completed;

        private Share(String id) {
            this.id = id;
        }

        private void add(BookingFact fact) {
            bookings++;
            confirmed += fact.confirmedAt() == null ? 0 : 1;
            completed += fact.standing() == Standing.COMPLETED ? 1 : 0;
            fact.captures().forEach(sum -> captured.merge(sum.currency(), sum.amount(), Long::sum));
            fact.refunds().forEach(sum -> refunded.merge(sum.currency(), sum.amount(), Long::sum));
            fact.captures().stream()
                    .map(BookingFact.Sum::currency)
                    .distinct()
                    .forEach(currency -> paidBookings.merge(currency, 1L, Long::sum));
        }

        String id() {
            return id;
        }

        long bookings() {
            return bookings;
        }

        /** Those that were confirmed, whatever became of them. */
        long confirmed() {
            return confirmed;
        }

        long completed() {
            return completed;
        }

        /** What came and did not go back. A refund may be heard of before its capture: less than nothing is nothing. */
        SortedMap<String, Long> revenue() {
            var kept = new TreeMap<>(captured);
            refunded.forEach((currency, amount) -> kept.merge(currency, -amount, Long::sum));
            kept.replaceAll((currency, amount) -> Math.max(0, amount));
            return kept;
        }

        SortedMap<String, Long> refunded() {
            return Collections.unmodifiableSortedMap(refunded);
        }

        /** Of a booking that was paid for in this currency, rounded half up; 0 where there is none. */
        long averageValue(String currency) {
            long bookingsOfIt = paidBookings.getOrDefault(currency, 0L);
            return bookingsOfIt == 0 ? 0 : (revenue().getOrDefault(currency, 0L) + bookingsOfIt / 2) / bookingsOfIt;
        }
    }

    /** @param count bookings that start within this hour of such a day */
    record PopularTime(DayOfWeek weekday, int hour, long count) {}

    void add(BookingFact fact) {
        Instant start = fact.start();
        if (start == null) {
            return;
        }
        ZonedDateTime local = start.atZone(zone);
        total++;
        byStanding.merge(fact.standing(), 1L, Long::sum);
        byDay.merge(local.toLocalDate(), 1L, Long::sum);
        byHour.computeIfAbsent(local.getDayOfWeek(), day -> new long[24])[local.getHour()]++;
        all.add(fact);
        share(byOffering, fact.offering(), fact);
        share(byProfessional, fact.professional(), fact);
        asked += fact.askedAt() == null ? 0 : 1;
        unanswered += fact.unanswered() ? 1 : 0;
        paid += fact.captures().isEmpty() ? 0 : 1;
        refunded += fact.refunds().isEmpty() ? 0 : 1;
        Instant answered = fact.answeredAt();
        if (fact.askedAt() != null && answered != null) {
            secondsToAnswer.add(Math.max(0, Duration.between(fact.askedAt(), answered).toSeconds()));
        }
    }

    private static void share(Map<String, Share> shares, @Nullable String id, BookingFact fact) {
        if (id != null) {
            shares.computeIfAbsent(id, Share::new).add(fact);
        }
    }

    long total() {
        return total;
    }

    long of(Standing standing) {
        return byStanding.getOrDefault(standing, 0L);
    }

    /** Of the whole month. */
    Share all() {
        return all;
    }

    /** Each day of the month, those without a booking too. */
    SortedMap<LocalDate, Long> byDay() {
        return Collections.unmodifiableSortedMap(byDay);
    }

    /** The most popular first; hours without a booking are left out. */
    List<PopularTime> popularTimes() {
        var times = new ArrayList<PopularTime>();
        byHour.forEach((weekday, hours) -> {
            for (int hour = 0; hour < hours.length; hour++) {
                if (hours[hour] > 0) {
                    times.add(new PopularTime(weekday, hour, hours[hour]));
                }
            }
        });
        times.sort(Comparator.comparingLong(PopularTime::count)
                .reversed()
                .thenComparing(PopularTime::weekday)
                .thenComparingInt(PopularTime::hour));
        return times;
    }

    /** Who or what had the most confirmed bookings first. */
    List<Share> offerings() {
        return sorted(byOffering);
    }

    List<Share> professionals() {
        return sorted(byProfessional);
    }

    private static List<Share> sorted(Map<String, Share> shares) {
        return shares.values().stream()
                .sorted(Comparator.comparingLong(Share::confirmed)
                        .thenComparingLong(Share::bookings)
                        .reversed()
                        .thenComparing(Share::id))
                .toList();
    }

    /** How many somebody of the business had to accept. */
    long asked() {
        return asked;
    }

    long unanswered() {
        return unanswered;
    }

    /** In ascending order. */
    List<Long> secondsToAnswer() {
        return secondsToAnswer.stream().sorted().toList();
    }

    /** Bookings for which money came. */
    long paid() {
        return paid;
    }

    /** Bookings for which money went back. */
    long refunded() {
        return refunded;
    }

    /** 0 to 1 in four digits; 0 of nothing. */
    static double ratio(long part, long whole) {
        return whole == 0 ? 0 : Math.round(part * 10_000.0 / whole) / 10_000.0;
    }
}
