package io.holdfast.web.admin.money;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Files;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.Link;
import io.holdfast.web.admin.part.ListView;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Attempts;
import io.holdfast.web.api.MoneyApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.Sums;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/payments}: what came in and went back, and what did not go back as it should. */
@Controller
@OpenToAll
class PaymentsController {

    private static final String PATH = "/admin/payments";
    private static final List<String> FILTERS = List.of("status");
    private static final List<String> STATUSES = List.of(
            "CREATED", "AUTHORIZED", "CAPTURED", "FAILED", "REFUND_PENDING", "PARTIALLY_REFUNDED", "REFUNDED", "REFUND_FAILED");

    private final MoneyApi money;
    private final Files files;

    PaymentsController(MoneyApi money, Files files) {
        this.money = money;
        this.files = files;
    }

    @GetMapping(PATH)
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        String status = STATUSES.stream().filter(known -> form.is("status", known)).findFirst().orElse(null);
        var found = money.payments(status, Pager.number(form), Pager.ROWS);
        Times times = page.ownTimes();
        var table = new Table(
                page.text("money.payments.title"),
                List.of(
                        page.text("money.payment.booking"), page.text("money.payment.last"), page.text("business.price"),
                        page.text("business.status"), page.text("money.payment.back")),
                found.items().stream().map(payment -> row(page, times, payment)).toList(),
                page.text(status == null ? "money.payments.none" : "money.payments.none-such"));
        return Html.of(page, "admin/list", new ListView(
                page.text("money.payments.title"), page.text("money.payments.lead"), PATH, List.of(), List.of(),
                List.of(Filter.select(form, "status", page.text("business.status"), STATUSES.stream()
                        .map(one -> new Filter.Option(one, Words.of(page, "money.payment.status.", one)))
                        .toList())),
                page.text("admin.zone", times.zoneName(page.now())), table, Pager.byPage(PATH, form, FILTERS, found.pagination()),
                List.of(new Link(Pager.address(PATH + ".csv", form, FILTERS), page.text("admin.csv")))));
    }

    private static List<Cell> row(Page page, Times times, MoneyApi.Payment payment) {
        return List.of(
                Cell.link("/admin/bookings/" + payment.bookingId(), page.text("money.payment.to-booking")).with(payment.orderId()),
                Cell.of(Words.when(times, last(payment))), Cell.of(payment.amount() == null ? "–" : page.price(payment.amount())),
                Cell.of(badge(page, payment.status())), back(page, payment));
    }

    private static @Nullable Instant last(MoneyApi.Payment payment) {
        return Stream.concat(
                        payment.attempts().stream().map(Attempts.Attempt::at), payment.captures().stream().map(MoneyApi.Capture::at))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Badge badge(Page page, String status) {
        String text = Words.of(page, "money.payment.status.", status);
        return switch (status) {
            case "CAPTURED" -> new Badge("good", "success", text);
            case "FAILED", "REFUND_FAILED" -> new Badge("bad", "cross", text);
            case "CREATED", "AUTHORIZED", "REFUND_PENDING" -> new Badge("warn", "clock", text);
            default -> new Badge("info", "money", text);
        };
    }

    private static Cell back(Page page, MoneyApi.Payment payment) {
        MoneyApi.Refund failed = payment.refunds().stream().filter(refund -> refund.status().equals("FAILED")).findFirst().orElse(null);
        if (failed != null) {
            return Cell.button(PATH + "/" + failed.paymentId() + "/retry", page.text("money.payment.retry"))
                    .with(page.price(failed.amount()) + (failed.failure() == null ? "" : " · " + failed.failure()));
        }
        return payment.refunds().isEmpty()
                ? Cell.none()
                : Cell.of(Sums.of(page, payment.refunds().stream().map(MoneyApi.Refund::amount).toList()))
                        .with(Words.of(page, "money.refund.status.", payment.refunds().getLast().status()));
    }

    @PostMapping(PATH + "/{paymentId}/retry")
    View retry(Page page, @PathVariable String paymentId) {
        page.requireRole("admin");
        try {
            money.retry(paymentId);
        } catch (ApiProblem problem) {
            if (!problem.isConflict()) {
                throw problem;
            }
            return Redirect.to(PATH, "not-possible");
        }
        return Redirect.to(PATH, "refund-asked");
    }

    @GetMapping(PATH + ".csv")
    void file(Page page, @RequestParam MultiValueMap<String, String> asked, HttpServletResponse response) throws IOException {
        page.requireRole("admin");
        files.send(
                response, Pager.address("/api/v1/admin/payments/export.csv", Form.of(asked), FILTERS), "text/csv;charset=UTF-8",
                "payments.csv");
    }
}
