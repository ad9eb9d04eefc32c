package io.holdfast.booking.analytics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.analytics.MonthFigures.Share;
import io.holdfast.booking.web.Amount;
import org.jspecify.annotations.Nullable;

/**
 * A month in figures: of the bookings that start in it, in the tenant's zone. Rates are between 0 and 1. A figure of money that
 * has one amount is in the tenant's currency.
 *
 * @param totalBookings     all that were asked for, whatever became of them: the sum of the next eight
 * @param pendingBookings   of which nobody knows yet whether they take place
 * @param confirmedBookings that stand
 * @param totalRevenue      what came and did not go back
 * @param averageValue      the same for each booking that was paid for, rounded half up
 * @param conversionRate    confirmed ones, whatever became of them since, of all that were asked for
 * @param topService        with the most confirmed bookings; null without any booking
 * @param bookingsByDay     each day of the month
 * @param popularTimes      by the hour in which bookings start, the most popular first
 * @param services          at most a hundred, those with the most confirmed bookings first; likewise the professionals
 */
record AnalyticsResponse(
        YearMonth month,
        String zone,
        long totalBookings,
        long completedBookings,
        long cancelledBookings,
        long pendingBookings,
        long confirmedBookings,
        long noShowBookings,
        long declinedBookings,
        long expiredBookings,
        long rejectedBookings,
        Amount totalRevenue,
        List<Amount> revenueByCurrency,
        Amount averageValue,
        double conversionRate,
        Conversion conversion,
        @Nullable ShareView topService,
        @Nullable ShareView topProfessional,
        List<DayCount> bookingsByDay,
        List<TimeCount> popularTimes,
        Answers confirmationTimes,
        Refunds refunds,
        List<ShareView> services,
        List<ShareView> professionals) {

    static final int MOST_SHARES = 100;

    /** How far they got. */
    record Conversion(long started, long paid, long confirmed, long completed) {}

    record DayCount(LocalDate day, long count) {}

    record TimeCount(DayOfWeek weekday, int hour, long count) {}

    /**
     * How long those of the business took who were asked to confirm.
     *
     * @param answered         confirmed or declined by somebody
     * @param unanswered       declined because nobody answered in time
     * @param averageSeconds   of those answered; null without any; likewise the next two
     * @param slowTenthSeconds nine of ten were faster, or as fast
     */
    record Answers(
            long asked,
            long answered,
            long unanswered,
            @Nullable Long averageSeconds,
            @Nullable Long medianSeconds,
            @Nullable Long slowTenthSeconds) {

        static Answers of(MonthFigures figures) {
            List<Long> seconds = figures.secondsToAnswer();
            return seconds.isEmpty()
                    ? new Answers(figures.asked(), 0, figures.unanswered(), null, null, null)
                    : new Answers(
                            figures.asked(),
                            seconds.size(),
                            figures.unanswered(),
                            Math.round(seconds.stream().mapToLong(Long::longValue).average().orElse(0)),
                            quantile(seconds, 0.5),
                            quantile(seconds, 0.9));
        }

        /** The smallest that so large a part does not exceed. */
        private static long quantile(List<Long> sorted, double part) {
            return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * part) - 1));
        }
    }

    /**
     * @param count bookings for which money went back
     * @param rate  of those that were paid for
     */
    record Refunds(Amount amount, long count, double rate, List<Amount> byCurrency) {}

    /**
     * @param name     its id, where it has no name any more
     * @param bookings all that were asked for
     */
    record ShareView(
            String id,
            String name,
            long bookings,
            long confirmed,
            long completed,
            Amount revenue,
            List<Amount> revenueByCurrency) {

        static ShareView of(Share share, String name, String currency) {
            return new ShareView(
                    share.id(), name, share.bookings(), share.confirmed(), share.completed(),
                    amountIn(currency, share.revenue()), amounts(share.revenue()));
        }
    }

    /** @param services and {@code professionals} with their names, in the figures' order */
    static AnalyticsResponse of(
            YearMonth month,
            String zone,
            MonthFigures figures,
            String currency,
            List<ShareView> services,
            List<ShareView> professionals) {
        Share all = figures.all();
        return new AnalyticsResponse(
                month, zone, figures.total(), figures.of(Standing.COMPLETED), figures.of(Standing.CANCELLED),
                figures.of(Standing.PENDING), figures.of(Standing.CONFIRMED), figures.of(Standing.NO_SHOW),
                figures.of(Standing.DECLINED), figures.of(Standing.EXPIRED), figures.of(Standing.REJECTED),
                amountIn(currency, all.revenue()), amounts(all.revenue()), new Amount(all.averageValue(currency), currency),
                MonthFigures.ratio(all.confirmed(), figures.total()),
                new Conversion(figures.total(), figures.paid(), all.confirmed(), all.completed()),
                services.isEmpty() ? null : services.getFirst(),
                professionals.isEmpty() ? null : professionals.getFirst(),
                figures.byDay().entrySet().stream().map(day -> new DayCount(day.getKey(), day.getValue())).toList(),
                figures.popularTimes().stream().map(time -> new TimeCount(time.weekday(), time.hour(), time.count())).toList(),
                Answers.of(figures),
                new Refunds(
                        amountIn(currency, all.refunded()), figures.refunded(),
                        MonthFigures.ratio(figures.refunded(), figures.paid()), amounts(all.refunded())),
                services, professionals);
    }

    private static Amount amountIn(String currency, Map<String, Long> sums) {
        return new Amount(sums.getOrDefault(currency, 0L), currency);
    }

    private static List<Amount> amounts(Map<String, Long> sums) {
        return sums.entrySet().stream().map(sum -> new Amount(sum.getValue(), sum.getKey())).toList();
    }
}
