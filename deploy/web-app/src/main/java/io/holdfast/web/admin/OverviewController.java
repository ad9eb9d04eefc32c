package io.holdfast.web.admin;

import java.text.NumberFormat;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.AvailabilityApi;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.MessagesApi;
import io.holdfast.web.api.MoneyApi;
import io.holdfast.web.api.Offering;
import io.holdfast.web.business.Sums;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin}: the month's figures and what waits; for a new tenant, what to do first. */
@Controller
@OpenToAll
class OverviewController {

    private final AdminApi admin;
    private final MoneyApi money;
    private final MessagesApi messages;
    private final AvailabilityApi availability;

    OverviewController(AdminApi admin, MoneyApi money, MessagesApi messages, AvailabilityApi availability) {
        this.admin = admin;
        this.money = money;
        this.messages = messages;
        this.availability = availability;
    }

    /** @param month such as {@code 2026-12}; this one without it */
    @GetMapping("/admin")
    View overview(Page page, @RequestParam(required = false) @Nullable String month) {
        page.requireRole("admin");
        Times times = page.ownTimes();
        YearMonth now = YearMonth.from(times.date(page.now()));
        YearMonth shown = Dates.month(page, month, times.zone());
        MoneyApi.Analytics figures = money.analytics(shown.getYear(), shown.getMonthValue());
        AdminApi.Stats stats = admin.stats();
        return Html.of(page, "admin/overview", new OverviewView(
                times.month(shown), address(shown.minusMonths(1)), address(shown.plusMonths(1)),
                stats.totalBookings() == 0 ? steps(page, now) : List.of(), waiting(page, stats), figures(page, figures)));
    }

    private static String address(YearMonth month) {
        return "/admin?month=" + month;
    }

    private List<OverviewView.Step> steps(Page page, YearMonth now) {
        List<Offering> offerings = admin.offerings(1, 1).items();
        boolean somebody = !admin.professionals(1, 1).items().isEmpty();
        return List.of(
                new OverviewView.Step("/admin/offerings/new", page.text("admin.step.offering"), !offerings.isEmpty()),
                new OverviewView.Step("/admin/professionals/new", page.text("admin.step.professional"), somebody),
                new OverviewView.Step(
                        "/admin/professionals", page.text("admin.step.hours"),
                        somebody && !offerings.isEmpty() && hasTimes(offerings.getFirst(), now)));
    }

    private boolean hasTimes(Offering offering, YearMonth now) {
        try {
            int duration = offering.durations().getFirst();
            return !availability.datesOfAnyone(offering.id(), now, duration, null).availableDates().isEmpty()
                    || !availability.datesOfAnyone(offering.id(), now.plusMonths(1), duration, null).availableDates().isEmpty();
        } catch (ApiProblem unknown) {
            // Just made, and not everybody has heard of it: then it is not done yet.
            return false;
        }
    }

    private List<OverviewView.Waiting> waiting(Page page, AdminApi.Stats stats) {
        var waiting = new ArrayList<OverviewView.Waiting>();
        for (BookingStatus status : List.of(BookingStatus.PENDING_CONFIRMATION, BookingStatus.PENDING_MATCH)) {
            long count = stats.bookingsByStatus().getOrDefault(status, 0L);
            if (count > 0) {
                String key = "admin.waits." + status.name().toLowerCase(Locale.ROOT).replace('_', '-');
                waiting.add(new OverviewView.Waiting("/admin/bookings?status=" + status, "clock", page.text(key, count)));
            }
        }
        long refunds = money.payments("REFUND_FAILED", 1, 1).pagination().total();
        if (refunds > 0) {
            waiting.add(new OverviewView.Waiting(
                    "/admin/payments?status=REFUND_FAILED", "money", page.text("admin.waits.refunds", refunds)));
        }
        long failed = messages.automations("FAILED", null, null, null, null, 1, 1).pagination().total();
        if (failed > 0) {
            waiting.add(new OverviewView.Waiting(
                    "/admin/automations?status=FAILED", "warning", page.text("admin.waits.automations", failed)));
        }
        long letters = admin.deadLetters("OPEN", 1, 1).pagination().total();
        if (letters > 0) {
            waiting.add(new OverviewView.Waiting("/admin/dead-letters", "warning", page.text("admin.waits.dead-letters", letters)));
        }
        return waiting;
    }

    private static List<OverviewView.Figure> figures(Page page, MoneyApi.Analytics month) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(page.locale());
        NumberFormat shares = NumberFormat.getPercentInstance(page.locale());
        return List.of(
                new OverviewView.Figure(page.text("admin.figure.bookings"), numbers.format(month.totalBookings())),
                new OverviewView.Figure(page.text("admin.figure.revenue"), Sums.of(page, month.revenueByCurrency())),
                new OverviewView.Figure(page.text("admin.figure.confirmed"), numbers.format(month.confirmedBookings())),
                new OverviewView.Figure(page.text("admin.figure.completed"), numbers.format(month.completedBookings())),
                new OverviewView.Figure(page.text("admin.figure.pending"), numbers.format(month.pendingBookings())),
                new OverviewView.Figure(page.text("admin.figure.cancelled"), numbers.format(month.cancelledBookings())),
                new OverviewView.Figure(page.text("admin.figure.no-show"), numbers.format(month.noShowBookings())),
                new OverviewView.Figure(page.text("admin.figure.conversion"), shares.format(month.conversionRate())),
                new OverviewView.Figure(page.text("admin.figure.refunds"), Sums.of(page, month.refunds().byCurrency())));
    }
}
