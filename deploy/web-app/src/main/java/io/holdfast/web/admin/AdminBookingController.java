package io.holdfast.web.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.AdminBookingView.Payment;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Attempts;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.PaymentsApi;
import io.holdfast.web.business.Conflicts;
import io.holdfast.web.business.Decisions;
import io.holdfast.web.business.Questions;
import io.holdfast.web.business.Sheets;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/bookings/{id}}: a booking with its history and its money. */
@Controller
@OpenToAll
class AdminBookingController {

    private final AdminApi admin;
    private final BookingsApi bookings;
    private final PaymentsApi payments;
    private final Decisions decisions;
    private final Questions questions;

    AdminBookingController(
            AdminApi admin, BookingsApi bookings, PaymentsApi payments, Decisions decisions, Questions questions) {
        this.admin = admin;
        this.bookings = bookings;
        this.payments = payments;
        this.decisions = decisions;
        this.questions = questions;
    }

    /** @param act {@code decline} or {@code cancel}, whose form is open */
    @GetMapping("/admin/bookings/{id}")
    View booking(Page page, @PathVariable String id, @RequestParam(required = false) @Nullable String act) {
        page.requireRole("admin");
        return show(page, id, act == null ? Form.EMPTY : Form.with(Map.of("act", act)));
    }

    private Html show(Page page, String id, Form form) {
        Booking booking = bookings.find(id);
        Times times = page.timesOrIn(booking.displayZone());
        return Html.of(page, "admin/booking", new AdminBookingView(
                new Sheets(page, times).of(booking, questions.of(booking)), payments(page, times, booking), refundable(booking),
                booking.price().total().currency(), UUID.randomUUID().toString(), form));
    }

    private List<Payment> payments(Page page, Times times, Booking booking) {
        Booking.Payment payment = booking.payment();
        if (payment == null) {
            return List.of();
        }
        var all = new ArrayList<Payment>();
        attempts(booking.id()).stream()
                .filter(attempt -> attempt.reason() != null)
                .forEach(attempt -> all.add(new Payment(
                        "cross", page.text("admin.payment.failed"), attempt.paymentId(), when(times, attempt.at()), attempt.reason())));
        payment.captures().forEach(fact -> all.add(fact(page, times, "success", "admin.payment.captured", fact)));
        payment.refunds().forEach(fact -> all.add(fact(page, times, "money", "admin.payment.refunded", fact)));
        return all;
    }

    /** What failed before; payment-service may not know of the booking yet. */
    private List<Attempts.Attempt> attempts(String id) {
        try {
            return payments.of(id).attempts();
        } catch (ApiProblem problem) {
            if (!problem.isNotFound()) {
                throw problem;
            }
            return List.of();
        }
    }

    private static Payment fact(Page page, Times times, String icon, String text, Booking.Fact fact) {
        return new Payment(
                icon, page.text(text, fact.amount() == null ? "–" : page.price(fact.amount())),
                Objects.requireNonNullElse(fact.paymentId(), ""), when(times, fact.at()), null);
    }

    private static String when(Times times, Instant at) {
        return times.day(at) + ", " + times.time(at);
    }

    private static @Nullable String refundable(Booking booking) {
        return booking.payment() == null || booking.payment().captures().isEmpty()
                ? null
                : booking.payment().captures().getFirst().paymentId();
    }

    @PostMapping("/admin/bookings/{id}/{act:" + Decisions.ACTS + "}")
    View decide(Page page, @PathVariable String id, @PathVariable String act, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        decisions.check(page, act, form);
        if (!form.isGood()) {
            return show(page, id, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return Redirect.to("/admin/bookings/" + id, decisions.make(act, id, form));
        } catch (ApiProblem problem) {
            if (!problem.isConflict()) {
                throw problem;
            }
            return show(page.notice(Notice.warning(Conflicts.sentence(page, problem))), id, form).status(HttpStatus.CONFLICT);
        }
    }

    /** A refund beside the policy's, of what was captured. */
    @PostMapping("/admin/bookings/{id}/refund")
    View refund(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("admin");
        Form form = Form.of(sent);
        Booking booking = bookings.find(id);
        String payment = refundable(booking);
        Money amount = Amounts.read(form.value("amount"), booking.price().total().currency());
        if (amount == null || amount.isZero()) {
            form.reject("amount", page.text("admin.mistake.amount"));
        }
        if (!form.has("why")) {
            form.reject("why", page.text("business.reason-needed"));
        }
        if (amount == null || payment == null || !form.isGood()) {
            return show(page, id, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            admin.refund(payment, new AdminApi.Refund(amount, form.value("why")), Keys.of(form));
        } catch (ApiProblem problem) {
            if (problem.status() != 422 && problem.status() != 400 && !problem.isConflict()) {
                throw problem;
            }
            form.reject("amount", page.text("admin.refund.refused"));
            return show(page, id, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Redirect.to("/admin/bookings/" + id, "refund-asked");
    }
}
