package io.holdfast.web.admin.bookings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.bookings.AdminBookingView.Payment;
import io.holdfast.web.admin.part.Amounts;
import io.holdfast.web.admin.part.Cell;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.admin.part.Table;
import io.holdfast.web.admin.part.Words;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.MoneyApi;
import io.holdfast.web.api.PaymentsApi;
import io.holdfast.web.api.PlatformApi;
import io.holdfast.web.api.TimelineEntry;
import io.holdfast.web.business.Badge;
import io.holdfast.web.business.Decisions;
import io.holdfast.web.business.Questions;
import io.holdfast.web.business.Sheets;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
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

    private static final int MOST_ENTRIES = 20;
    /** What people gave a reason for; other details are codes, amounts and times, which stand elsewhere as people read them. */
    private static final Set<String> REASONED =
            Set.of("booking.cancelled", "booking.declined", "booking.no-show-recorded", "booking.completed");

    private final AdminApi admin;
    private final BookingsApi bookings;
    private final PaymentsApi payments;
    private final PlatformApi platform;
    private final Decisions decisions;
    private final Questions questions;

    AdminBookingController(
            AdminApi admin,
            BookingsApi bookings,
            PaymentsApi payments,
            PlatformApi platform,
            Decisions decisions,
            Questions questions) {
        this.admin = admin;
        this.bookings = bookings;
        this.payments = payments;
        this.platform = platform;
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
        List<TimelineEntry> timeline = bookings.timeline(id).items();
        return Html.of(page, "admin/bookings/booking", new AdminBookingView(
                new Sheets(page, times).of(booking, questions.of(booking)), payments(page, times, booking), refundable(booking),
                booking.price().total().currency(), Keys.fresh(),
                timeline.stream().filter(entry -> entry.kind() == null).map(entry -> event(page, times, entry)).toList(),
                timeline.stream().filter(entry -> entry.kind() != null).map(entry -> message(page, times, booking, entry)).toList(),
                audit(page, times, id), "/admin/audit?subject=" + id, "/admin/automations?booking=" + id,
                booking.mode().equals("MATCH") ? "/admin/matching/" + id : null, form));
    }

    private static AdminBookingView.Event event(Page page, Times times, TimelineEntry entry) {
        return new AdminBookingView.Event(
                Words.of(page, "bookings.event.", entry.type().replace('.', '-')), when(times, entry.at()), Times.machine(entry.at()),
                entry.triggeredBy() == null ? null : Words.of(page, "bookings.by.", entry.triggeredBy()),
                REASONED.contains(entry.type()) ? entry.detail() : null, !entry.happened());
    }

    private static AdminBookingView.Message message(Page page, Times times, Booking booking, TimelineEntry entry) {
        String kind = String.valueOf(entry.kind());
        String recipient = Objects.requireNonNullElse(entry.recipient(), "CLIENT");
        Badge badge = switch (entry.type()) {
            case "notification.sent" -> new Badge("good", "success", page.text("bookings.message.sent"));
            case "notification.failed" -> new Badge("bad", "cross", page.text("bookings.message.failed"));
            case "notification.skipped" -> new Badge("info", "info", page.text("bookings.message.skipped"));
            default -> new Badge("warn", "clock", page.text("bookings.message.planned"));
        };
        return new AdminBookingView.Message(
                Words.of(page, "messages.kind.", kind), Words.of(page, "messages.reader.", recipient),
                entry.channel() == null ? null : Words.of(page, "bookings.channel.", entry.channel()), when(times, entry.at()), badge,
                entry.type().equals("notification.sent") ? null : entry.detail(),
                "/admin/templates/" + kind.toLowerCase(Locale.ROOT) + "?for=" + recipient.toLowerCase(Locale.ROOT) + "&in="
                        + (recipient.equals("CLIENT") ? booking.language() : page.language()),
                // On the embedded platform the mail itself can be opened; elsewhere it is where it was sent.
                page.isDemo() && entry.type().equals("notification.sent") && recipient.equals("CLIENT") && booking.client().email() != null
                        ? "/demo/mail?to=" + Pager.encoded(booking.client().email())
                        : null);
    }

    private Table audit(Page page, Times times, String id) {
        return new Table(
                page.text("platform.audit.title"),
                List.of(page.text("business.when"), page.text("platform.audit.who"), page.text("platform.audit.what")),
                platform.audit(null, id, null, null, null, MOST_ENTRIES).items().stream()
                        .map(entry -> List.of(
                                Cell.of(when(times, entry.at())), Cell.of(entry.actor()),
                                Cell.of(entry.action().replace("/api/v1", ""))
                                        .with(Words.of(page, "platform.audit.outcome.", entry.outcome()))))
                        .toList(),
                page.text("bookings.audit.none"));
    }

    private List<Payment> payments(Page page, Times times, Booking booking) {
        if (booking.payment() == null) {
            return List.of();
        }
        MoneyApi.Payment known = whole(booking.id());
        var all = new ArrayList<Payment>();
        if (known == null) {
            booking.payment().captures().forEach(fact -> all.add(fact(page, times, "success", "admin.payment.captured", fact)));
            booking.payment().refunds().forEach(fact -> all.add(fact(page, times, "money", "admin.payment.refunded", fact)));
            return all;
        }
        known.attempts().stream()
                .filter(attempt -> attempt.reason() != null)
                .forEach(attempt -> all.add(new Payment(
                        "cross", page.text("admin.payment.failed"), attempt.paymentId(), when(times, attempt.at()), attempt.reason())));
        known.captures().forEach(capture -> all.add(new Payment(
                "success", page.text("admin.payment.captured", page.price(capture.amount())), capture.paymentId(),
                when(times, capture.at()), capture.accepted() ? null : page.text("admin.payment.beside"))));
        known.refunds().forEach(refund -> all.add(new Payment(
                refund.status().equals("FAILED") ? "cross" : "money",
                page.text("admin.payment.refunded", page.price(refund.amount())), refund.paymentId(),
                Words.of(page, "money.refund.status.", refund.status()), refund.failure())));
        return all;
    }

    /** Null where payment-service does not know of the booking yet. */
    private MoneyApi.@Nullable Payment whole(String id) {
        try {
            return payments.whole(id);
        } catch (ApiProblem problem) {
            if (!problem.isNotFound()) {
                throw problem;
            }
            return null;
        }
    }

    private static Payment fact(Page page, Times times, String icon, String text, Booking.Fact fact) {
        return new Payment(
                icon, page.text(text, fact.amount() == null ? "–" : page.price(fact.amount())),
                Objects.requireNonNullElse(fact.paymentId(), ""), when(times, fact.at()), null);
    }

    private static String when(Times times, Instant at) {
        return Words.when(times, at);
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
        return decisions.decide(page, act, id, form, "/admin/bookings/" + id, () -> show(page, id, form));
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
