package io.holdfast.web.admin.money;

import java.io.IOException;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.money.AnalyticsView.Figure;
import io.holdfast.web.admin.money.AnalyticsView.Point;
import io.holdfast.web.admin.money.AnalyticsView.Series;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Files;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.api.MoneyApi;
import io.holdfast.web.api.MoneyApi.Analytics;
import io.holdfast.web.business.Sums;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/analytics}: a month in figures, each chart over the table that it is drawn of. */
@Controller
@OpenToAll
class AnalyticsController {

    private static final String PATH = "/admin/analytics";
    private static final int HOUR_IN_MINUTES = 60;

    private final MoneyApi money;
    private final Files files;

    AnalyticsController(MoneyApi money, Files files) {
        this.money = money;
        this.files = files;
    }

    /** @param month such as {@code 2026-12}; this one without it */
    @GetMapping(PATH)
    View analytics(Page page, @RequestParam(required = false) @Nullable String month) {
        page.requireRole("admin");
        Times times = page.ownTimes();
        YearMonth shown = Dates.month(page, month, times.zone());
        Analytics figures = money.analytics(shown.getYear(), shown.getMonthValue());
        LocalDate last = shown.atEndOfMonth();
        return Html.of(page, "admin/money/analytics", new AnalyticsView(
                times.month(shown), shown.toString(), PATH + "?month=" + shown.minusMonths(1), PATH + "?month=" + shown.plusMonths(1),
                page.times(figures.zone()).zoneName(last.atStartOfDay(times.zone()).toInstant()), figures.totalBookings() == 0,
                figures(page, figures), days(page, figures), steps(page, figures), outcomes(page, figures),
                Heat.of(page, figures.popularTimes()),
                shares(page, "money.by-offering", figures.services()), shares(page, "money.by-professional", figures.professionals()),
                PATH + "/report.pdf?month=" + shown,
                "/admin/bookings.csv?from=" + shown.atDay(1) + "&to=" + last));
    }

    private static List<Figure> figures(Page page, Analytics month) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(page.locale());
        NumberFormat shares = NumberFormat.getPercentInstance(page.locale());
        MoneyApi.Refunds refunds = month.refunds();
        MoneyApi.Answers answers = month.confirmationTimes();
        return List.of(
                new Figure(page.text("admin.figure.revenue"), Sums.of(page, month.revenueByCurrency()), page.text(
                        "money.average", page.price(month.averageValue()))),
                new Figure(page.text("admin.figure.bookings"), numbers.format(month.totalBookings()), page.text(
                        "money.completed", month.completedBookings())),
                new Figure(page.text("admin.figure.conversion"), shares.format(month.conversionRate()), page.text(
                        "money.confirmed", month.conversion().confirmed())),
                new Figure(page.text("admin.figure.refunds"), Sums.of(page, refunds.byCurrency()), page.text(
                        "money.refunds", refunds.count(), shares.format(refunds.rate()))),
                new Figure(page.text("admin.figure.no-show"), numbers.format(month.noShowBookings()), page.text(
                        "money.cancelled", month.cancelledBookings())),
                new Figure(page.text("money.answers"), took(page, answers.medianSeconds()), page.text(
                        "money.answered", answers.answered(), answers.asked())));
    }

    private static String took(Page page, @Nullable Long seconds) {
        if (seconds == null) {
            return "–";
        }
        Duration duration = Duration.ofSeconds(seconds);
        if (duration.toMinutes() < HOUR_IN_MINUTES) {
            return page.text("money.minutes", Math.max(1, duration.toMinutes()));
        }
        return duration.toDays() < 2 ? page.text("money.hours", duration.toHours()) : page.text("money.days", duration.toDays());
    }

    private static Series days(Page page, Analytics month) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(page.locale());
        return new Series(page.text("money.by-day"), page.text("money.day"), page.text("money.bookings"), month.bookingsByDay().stream()
                .map(day -> new Point(String.valueOf(day.day().getDayOfMonth()), day.count(), numbers.format(day.count())))
                .toList());
    }

    private static Series steps(Page page, Analytics month) {
        MoneyApi.Conversion steps = month.conversion();
        return new Series(page.text("money.conversion"), page.text("money.step"), page.text("money.bookings"), List.of(
                point(page, "money.step.started", steps.started()), point(page, "money.step.paid", steps.paid()),
                point(page, "money.step.confirmed", steps.confirmed()), point(page, "money.step.completed", steps.completed())));
    }

    private static Series outcomes(Page page, Analytics month) {
        return new Series(page.text("money.outcomes"), page.text("business.status"), page.text("money.bookings"), List.of(
                point(page, "admin.figure.completed", month.completedBookings()),
                point(page, "admin.figure.confirmed", month.confirmedBookings()),
                point(page, "admin.figure.pending", month.pendingBookings()),
                point(page, "admin.figure.cancelled", month.cancelledBookings()),
                point(page, "admin.figure.no-show", month.noShowBookings()),
                point(page, "business.status.declined", month.declinedBookings()),
                point(page, "business.status.expired", month.expiredBookings()),
                point(page, "business.status.rejected", month.rejectedBookings())));
    }

    private static Point point(Page page, String key, long value) {
        return new Point(page.text(key), value, NumberFormat.getIntegerInstance(page.locale()).format(value));
    }

    private static Table shares(Page page, String key, List<MoneyApi.Share> shares) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(page.locale());
        return new Table(
                page.text(key),
                List.of(
                        page.text("admin.name"), page.text("admin.figure.bookings"), page.text("money.step.confirmed"),
                        page.text("admin.figure.completed"), page.text("admin.figure.revenue")),
                shares.stream()
                        .map(share -> List.of(
                                Cell.of(share.name()), Cell.of(numbers.format(share.bookings())),
                                Cell.of(numbers.format(share.confirmed())), Cell.of(numbers.format(share.completed())),
                                Cell.of(Sums.of(page, share.revenueByCurrency()))))
                        .toList(),
                page.text("money.none"));
    }

    @GetMapping(PATH + "/report.pdf")
    void report(Page page, @RequestParam String month, HttpServletResponse response) throws IOException {
        page.requireRole("admin");
        YearMonth asked = Dates.month(page, month, page.ownTimes().zone());
        files.send(response, "/api/v1/admin/reports/" + asked + ".pdf", "application/pdf", "report-" + asked + ".pdf");
    }
}
