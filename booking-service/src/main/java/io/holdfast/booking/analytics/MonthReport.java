package io.holdfast.booking.analytics;

import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.booking.analytics.AnalyticsResponse.ShareView;
import io.holdfast.booking.analytics.AnalyticsResponse.TimeCount;
import io.holdfast.booking.web.Amount;
import io.holdfast.booking.web.PdfPage;
import io.holdfast.booking.web.Typesetter;
import io.holdfast.defaults.Amounts;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.MessageBundles;
import io.holdfast.defaults.OneLine;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfPTable;
import org.springframework.context.MessageSource;

/** A month's figures as a PDF: sums, bookings by day and by hour as bars, and who and what had how many. */
final class MonthReport {

    private static final MessageSource BUNDLE = MessageBundles.of("booking-service/report");
    private static final float CHART_HEIGHT = 130;
    private static final int HOURS = 24;
    private static final int MOST_ROWS = 20;
    private static final int MOST_TIMES = 5;
    private static final int PERCENT = 100;
    private static final int SECONDS_OF_A_MINUTE = 60;

    private final AnalyticsResponse figures;
    private final String seller;
    private final Locale locale;

    private MonthReport(AnalyticsResponse figures, String seller, Locale locale) {
        this.figures = figures;
        this.seller = seller;
        this.locale = locale;
    }

    /**
     * @param seller name of the business, and whatever else stands on its receipts
     * @param locale one of {@link Languages#ALL}
     */
    static byte[] write(AnalyticsResponse figures, String seller, Locale locale) {
        return new MonthReport(figures, seller, locale).write();
    }

    private byte[] write() {
        // The month by itself, as in "December 2026": some languages say it otherwise beside a day.
        String month = DateTimeFormatter.ofPattern("LLLL uuuu", locale).format(figures.month());
        String title = text("title", month);
        var page = new PdfPage(Typesetter.shared(), locale, title, seller);
        page.paragraphs(title, PdfPage.TITLE);
        page.paragraphs(OneLine.each(seller).getFirst(), PdfPage.STRONG);
        page.paragraphs(text("basis", figures.zone()), PdfPage.TEXT);
        sums(page);
        bars(page, "byDay", byDay());
        bars(page, "byHour", byHour());
        popularTimes(page);
        shares(page, "services", figures.services());
        shares(page, "professionals", figures.professionals());
        return page.finish();
    }

    private void sums(PdfPage page) {
        PdfPTable table = page.table(2, 1);
        number(page, table, "total", figures.totalBookings());
        number(page, table, "completed", figures.completedBookings());
        number(page, table, "confirmed", figures.confirmedBookings());
        number(page, table, "pending", figures.pendingBookings());
        number(page, table, "cancelled", figures.cancelledBookings());
        number(page, table, "noShow", figures.noShowBookings());
        number(
                page, table, "never",
                figures.declinedBookings() + figures.expiredBookings() + figures.rejectedBookings());
        row(page, table, "conversion", percent(figures.conversionRate()));
        row(page, table, "revenue", amounts(figures.totalRevenue(), figures.revenueByCurrency()));
        row(page, table, "average", amount(figures.averageValue()));
        row(page, table, "refunds", amounts(figures.refunds().amount(), figures.refunds().byCurrency()));
        row(page, table, "refundRate", percent(figures.refunds().rate()));
        Long seconds = figures.confirmationTimes().medianSeconds();
        if (seconds != null) {
            row(page, table, "answer", text("minutes", Math.round((double) seconds / SECONDS_OF_A_MINUTE)));
        }
        page.add(table);
    }

    private void bars(PdfPage page, String heading, Map<String, Long> counts) {
        MonthCharts.shared().ifPresent(charts -> {
            page.paragraphs(text(heading), PdfPage.HEADING);
            page.draw(CHART_HEIGHT, graphics -> charts.bars(graphics, page.width(), CHART_HEIGHT, counts));
        });
    }

    private Map<String, Long> byDay() {
        var days = new LinkedHashMap<String, Long>();
        figures.bookingsByDay().forEach(day -> days.put(String.valueOf(day.day().getDayOfMonth()), day.count()));
        return days;
    }

    private Map<String, Long> byHour() {
        Map<Integer, Long> counted = figures.popularTimes().stream()
                .collect(Collectors.groupingBy(TimeCount::hour, Collectors.summingLong(TimeCount::count)));
        var hours = new LinkedHashMap<String, Long>();
        for (int hour = 0; hour < HOURS; hour++) {
            hours.put(String.valueOf(hour), counted.getOrDefault(hour, 0L));
        }
        return hours;
    }

    private void popularTimes(PdfPage page) {
        if (figures.popularTimes().isEmpty()) {
            return;
        }
        page.paragraphs(text("popular"), PdfPage.HEADING);
        PdfPTable table = page.table(List.of(3f, 1f));
        figures.popularTimes().stream()
                .limit(MOST_TIMES)
                .forEach(time -> page.cells(
                        table,
                        List.of(
                                time.weekday().getDisplayName(TextStyle.FULL_STANDALONE, locale) + " "
                                        + String.format(Locale.ROOT, "%02d:00", time.hour()),
                                number(time.count())),
                        PdfPage.TEXT,
                        true));
        page.add(table);
    }

    private void shares(PdfPage page, String heading, List<ShareView> shares) {
        if (shares.isEmpty()) {
            return;
        }
        page.paragraphs(text(heading), PdfPage.HEADING);
        PdfPTable table = page.table(List.of(3f, 1f, 1f, 2f));
        page.cells(table, List.of(text("name"), text("bookings"), text("stood"), text("revenue")), PdfPage.STRONG, true);
        for (ShareView share : shares.subList(0, Math.min(MOST_ROWS, shares.size()))) {
            page.cells(
                    table,
                    List.of(
                            OneLine.of(share.name()), number(share.bookings()), number(share.confirmed()),
                            amounts(share.revenue(), share.revenueByCurrency())),
                    PdfPage.TEXT,
                    true);
        }
        page.add(table);
        if (shares.size() > MOST_ROWS) {
            page.paragraphs(text("more", shares.size() - MOST_ROWS), PdfPage.TEXT);
        }
    }

    private void row(PdfPage page, PdfPTable table, String name, String value) {
        page.row(table, text(name), value, PdfPage.TEXT, true);
    }

    private void number(PdfPage page, PdfPTable table, String name, long count) {
        row(page, table, name, number(count));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f%%", rate * PERCENT);
    }

    private String amount(Amount amount) {
        return Amounts.format(amount.amount(), amount.currency(), locale);
    }

    /** In the tenant's currency where there is no money at all. */
    private String amounts(Amount usual, List<Amount> all) {
        return all.isEmpty() ? amount(usual) : all.stream().map(this::amount).collect(Collectors.joining("\n"));
    }

    private String text(String key, @Nullable Object... values) {
        return BUNDLE.getMessage(key, values, locale);
    }
}
