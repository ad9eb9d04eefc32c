package io.holdfast.web.booking;

import java.util.Set;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Attempts;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.Checkout;
import io.holdfast.web.api.DemoApi;
import io.holdfast.web.api.PaymentsApi;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Policy;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.session.FromAnySite;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * {@code /b/{id}/pay}: the provider's checkout, from a click; on the embedded platform the simulator's sheet. It can be left
 * and taken up again as long as the time is held: it is the same order.
 */
@Controller
@OpenToAll
class PaymentController {

    private static final Logger log = LoggerFactory.getLogger(PaymentController.class);
    private static final Set<String> OUTCOMES = Set.of("success", "failure", "dismiss");
    private static final Set<String> WEBHOOKS = Set.of("normal", "none", "duplicate", "late");
    private static final String PAGE = "/b/";
    private static final String JUST_PAID = "?paid=1";

    private final BookingsApi bookings;
    private final PaymentsApi payments;
    private final DemoApi demo;

    PaymentController(BookingsApi bookings, PaymentsApi payments, DemoApi demo) {
        this.bookings = bookings;
        this.payments = payments;
        this.demo = demo;
    }

    @GetMapping("/b/{id}/pay")
    View pay(Page page, @PathVariable String id) {
        Booking booking = bookings.find(id);
        Booking.Payment payment = booking.payment();
        // Paid while the page was closed, or over: the booking's page says which.
        if (booking.status() != BookingStatus.PENDING_PAYMENT || payment == null) {
            return Redirect.to(PAGE + id);
        }
        if (!page.isDemo()) {
            page.allow(Policy.PAYMENT);
        }
        return Html.of(page, "booking/pay", view(page, booking, payment));
    }

    private PayView view(Page page, Booking booking, Booking.Payment payment) {
        Times times = page.times(booking.displayZone());
        return new PayView(
                booking.id(), booking.number(), booking.offering().name(),
                booking.professional() == null ? null : booking.professional().displayName(),
                times.range(booking.start(), booking.end()), page.price(payment.amount()),
                payment.holdUntil() == null ? null : times.timeInZone(payment.holdUntil()),
                payment.holdUntil() == null ? null : Times.machine(payment.holdUntil()),
                payment.hasFailed() ? reason(page, booking.id()) : null,
                payment.orderId(), payment.keyId(), payment.amount().amount(), payment.amount().currency(),
                booking.client().name(), text(booking.client().email()), text(booking.client().phone()),
                page.text("booking.policy.part-later", booking.policies().fullRefundHours(), booking.policies().laterRefundPercent()),
                callback(page, booking.id()), page.isDemo());
    }

    private static String callback(Page page, String id) {
        return page.settings().publicUrl().toString().replaceFirst("/+$", "") + PAGE + id + "/callback";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** In the provider's words, where it has said some. */
    private String reason(Page page, String id) {
        return payments.of(id).attempts().stream()
                .filter(attempt -> attempt.reason() != null)
                .reduce((earlier, later) -> later)
                .map(Attempts.Attempt::reason)
                // Their code for programs stands before it.
                .map(reason -> reason.replaceFirst("^[A-Z_]{3,40}: ", ""))
                .orElseGet(() -> page.text("booking.pay.failed-somehow"));
    }

    /** The simulator's sheet: plays the payer, and hands on what Checkout would hand to the page. */
    @PostMapping("/b/{id}/pay")
    View play(Page page, @PathVariable String id, @RequestParam String outcome, @RequestParam(defaultValue = "normal") String webhook) {
        if (!page.isDemo() || !OUTCOMES.contains(outcome) || !WEBHOOKS.contains(webhook)) {
            throw new NotThere();
        }
        Booking booking = bookings.find(id);
        String order = booking.payment() == null ? null : booking.payment().orderId();
        if (booking.status() != BookingStatus.PENDING_PAYMENT || order == null) {
            return Redirect.to(PAGE + id);
        }
        Checkout checkout = demo.checkout(new DemoApi.Payer(order, outcome, webhook));
        return switch (outcome) {
            case "success" -> {
                verify(id, checkout);
                yield Redirect.to(PAGE + id + JUST_PAID);
            }
            case "failure" -> Redirect.to(PAGE + id + "/pay", "not-paid");
            default -> Redirect.to(PAGE + id + "/pay", "not-finished");
        };
    }

    /** What the provider's checkout handed to the page, in its own names. */
    @PostMapping("/b/{id}/paid")
    View paid(
            @PathVariable String id,
            @RequestParam("razorpay_order_id") String order,
            @RequestParam("razorpay_payment_id") String payment,
            @RequestParam("razorpay_signature") String signature) {
        verify(id, new Checkout(order, payment, signature));
        return Redirect.to(PAGE + id + JUST_PAID);
    }

    /**
     * The same where the provider's checkout could open no window of its own, as within other programs: its page sends it, and
     * nothing when it was not paid.
     */
    @FromAnySite
    @PostMapping("/b/{id}/callback")
    View cameBack(
            @PathVariable String id,
            @RequestParam(name = "razorpay_order_id", required = false) @Nullable String order,
            @RequestParam(name = "razorpay_payment_id", required = false) @Nullable String payment,
            @RequestParam(name = "razorpay_signature", required = false) @Nullable String signature) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new NotThere();
        }
        if (order == null || payment == null || signature == null) {
            return Redirect.to(PAGE + id + "/pay", "not-paid");
        }
        verify(id, new Checkout(order, payment, signature));
        return Redirect.to(PAGE + id + JUST_PAID);
    }

    /** Only the quicker of two ways: the provider's webhook tells the same, and what is forged changes nothing. */
    private void verify(String id, Checkout checkout) {
        if (checkout.signature() == null) {
            return;
        }
        try {
            payments.verify(checkout);
        } catch (ApiProblem problem) {
            log.warn("The payment of booking {} could not be verified by its page: {} {}", id, problem.status(), problem.code());
        }
    }

    /** Gives the time back. */
    @PostMapping("/b/{id}/release")
    View release(@PathVariable String id) {
        try {
            bookings.release(id);
        } catch (ApiProblem problem) {
            if (!problem.isConflict()) {
                throw problem;
            }
            // Paid or over meanwhile; the booking's page says so.
            return Redirect.to(PAGE + id);
        }
        return Redirect.to(PAGE + id, "released");
    }
}
