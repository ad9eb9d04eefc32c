package io.holdfast.web.professional;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.CsvDownload;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.Sums;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/earnings}: a month, booking by booking. */
@Controller
@OpenToAll
class EarningsController {

    private static final int MOST_YEARS = 5;
    /** Not in the reader's language: programs read them. */
    private static final List<String> COLUMNS =
            List.of("booking", "start", "minutes", "client", "offering", "status", "earnings", "currency");

    private final ProfessionalApi mine;
    private final Earnings earnings;

    EarningsController(ProfessionalApi mine, Earnings earnings) {
        this.mine = mine;
        this.earnings = earnings;
    }

    /** @param month such as {@code 2026-12}; this one without it */
    @GetMapping("/pro/earnings")
    View month(Page page, @RequestParam(required = false) @Nullable String month) {
        page.requireRole("professional");
        Times times = page.times(mine.profile().zone());
        YearMonth now = YearMonth.from(times.date(page.now()));
        YearMonth shown = month == null ? now : monthOf(month, now);
        List<Booking> all = earnings.within(shown.atDay(1), shown.plusMonths(1).atDay(1), times.zone());
        return Html.of(page, "professional/earnings", new EarningsView(
                times.month(shown), address(shown.minusMonths(1)), address(shown.plusMonths(1)), "/pro/earnings.csv?month=" + shown,
                Sums.of(page, Earnings.earned(all)),
                Sums.of(page, Earnings.expected(all)),
                all.stream()
                        .map(booking -> new EarningsView.Row(
                                "/pro/bookings/" + booking.id(), times.when(booking.start(), booking.end()), booking.number(),
                                booking.client().name(), booking.offering().name(), Badge.of(page, booking.status()),
                                page.price(booking.price().professionalPayment())))
                        .toList()));
    }

    /** The same as a file, with amounts as accounts have them. */
    @GetMapping("/pro/earnings.csv")
    void file(
            Page page,
            @RequestParam(required = false) @Nullable String month,
            HttpServletRequest request,
            HttpServletResponse response) {
        page.requireRole("professional");
        Times times = page.times(mine.profile().zone());
        YearMonth now = YearMonth.from(times.date(page.now()));
        YearMonth shown = month == null ? now : monthOf(month, now);
        List<Booking> all = earnings.within(shown.atDay(1), shown.plusMonths(1).atDay(1), times.zone());
        CsvDownload.answer(request, response, "earnings-" + shown + ".csv", COLUMNS, file -> all.forEach(booking -> {
            Money amount = booking.price().professionalPayment();
            file.row(
                    booking.number(), booking.start().atZone(times.zone()).toOffsetDateTime(), booking.duration(), booking.client().name(),
                    booking.offering().name(), booking.status(), CsvDownload.amount(amount.amount(), amount.currency()), amount.currency());
        }));
    }

    private static YearMonth monthOf(String text, YearMonth now) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.isAfter(now.minusYears(MOST_YEARS)) && month.isBefore(now.plusYears(MOST_YEARS))) {
                return month;
            }
        } catch (DateTimeException e) {
            throw new NotThere();
        }
        throw new NotThere();
    }

    private static String address(YearMonth month) {
        return "/pro/earnings?month=" + month;
    }
}
