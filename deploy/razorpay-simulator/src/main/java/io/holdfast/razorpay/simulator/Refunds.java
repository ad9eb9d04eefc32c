package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gives money back: pending at first, processed or failed a moment later, never more than was captured. */
@Service
class Refunds {
    private final Orders orders;
    private final Identifiers identifiers;
    private final Announcements announcements;
    private final WebhookCourier courier;
    private final Agenda agenda;
    private final SimulatorSettings settings;
    private final Clock clock;
    private final RealTime realTime;
    private final Faults faults;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    Refunds(Orders orders, Identifiers identifiers, Announcements announcements, WebhookCourier courier, Agenda agenda,
            SimulatorSettings settings, Clock clock, RealTime realTime, Faults faults) {
        this.orders = orders;
        this.identifiers = identifiers;
        this.announcements = announcements;
        this.courier = courier;
        this.agenda = agenda;
        this.settings = settings;
        this.clock = clock;
        this.realTime = realTime;
        this.faults = faults;
    }

    /** The order holding the refund, and the refund: a new one, or the one that the same key made before. */
    Made refund(String paymentId, RefundRequest request, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return make(paymentId, request, null);
        }
        var claim = paymentId + "/" + idempotencyKey;
        if (!inFlight.add(claim)) {
            throw RazorpayRefusal.conflict(
                "Request failed because another request is in progress with the same Idempotency Key");
        }
        try {
            return make(paymentId, request, idempotencyKey);
        } finally {
            inFlight.remove(claim);
        }
    }

    private Made make(String paymentId, RefundRequest request, @Nullable String idempotencyKey) {
        var order = orders.findByPayment(paymentId).orElseThrow(RazorpayRefusal::unknownId);
        if (idempotencyKey != null) {
            var before = order.refundByKey(paymentId, idempotencyKey);
            if (before.isPresent()) {
                return repeated(order, before.get(), request);
            }
        }
        amountOf(request, order, paymentId);
        var refundId = identifiers.refund();
        orders.point(refundId, order.id());
        boolean willFail = faults.strike(Fault.REFUND_FAILURE).isPresent();
        var journey = announcements.journey(WebhookMode.NORMAL);
        var changed = orders.change(order.id(), current -> {
            var amount = amountOf(request, current, paymentId);
            var refund = new Refund(refundId, paymentId, amount, Refund.Status.PENDING, request.speed(),
                request.receipt(), request.notes(), idempotencyKey, request.fingerprint(), willFail,
                realTime.now().plus(settings.refundSettlesAfter()), clock.instant().getEpochSecond());
            return announcements.refundCreated(current.refund(refund), refundId, journey);
        });
        courier.takeUp(changed);
        takeUp(changed);
        return new Made(changed, changed.refund(refundId).orElseThrow());
    }

    private static Made repeated(Order order, Refund refund, RefundRequest request) {
        if (!refund.requestHash().equals(request.fingerprint())) {
            throw RazorpayRefusal.badRequest("Different request body sent for the same Idempotency Header",
                "input_validation_failed");
        }
        return new Made(order, refund);
    }

    private static long amountOf(RefundRequest request, Order order, String paymentId) {
        var payment = order.payment(paymentId).orElseThrow(RazorpayRefusal::unknownId);
        if (!payment.captured()) {
            throw RazorpayRefusal.badRequest("The payment status should be captured for action to be taken",
                "payment_not_captured");
        }
        if (payment.refundable() == 0) {
            throw RazorpayRefusal.badRequest("The payment has been fully refunded already", "payment_fully_refunded");
        }
        long amount = request.amount() == null ? payment.refundable() : request.amount();
        if (amount > payment.refundable()) {
            throw RazorpayRefusal.invalid("amount",
                "The total refund amount is greater than the refund payment amount");
        }
        return amount;
    }

    /** Settles every pending refund of a stored order at its time, and releases what nobody captured. */
    void takeUp(Order order) {
        order.refunds().stream()
            .filter(refund -> refund.status() == Refund.Status.PENDING)
            .forEach(refund -> agenda.at(refund.settlesAt(), () -> settle(order.id(), refund.id())));
        order.payments().stream()
            .filter(Payment::isToBeReleased)
            .forEach(payment -> agenda.at(Objects.requireNonNull(payment.releasedAt()),
                () -> release(order.id(), payment.id())));
    }

    void takeUpOverdue(Order order, Instant dueBefore) {
        order.refunds().stream()
            .filter(refund -> refund.status() == Refund.Status.PENDING && !refund.settlesAt().isAfter(dueBefore))
            .forEach(refund -> settle(order.id(), refund.id()));
        order.payments().stream()
            .filter(payment -> payment.isToBeReleased()
                && !Objects.requireNonNull(payment.releasedAt()).isAfter(dueBefore))
            .forEach(payment -> release(order.id(), payment.id()));
    }

    private void settle(String orderId, String refundId) {
        var journey = announcements.journey(WebhookMode.NORMAL);
        // Twice is once: the second finds the refund settled and decides to change nothing.
        var changed = orders.change(orderId, order -> {
            var refund = order.refund(refundId).orElseThrow();
            if (refund.status() != Refund.Status.PENDING) {
                return order;
            }
            return refund.willFail() ? announcements.refundFailed(order.failRefund(refundId), refundId, journey)
                : announcements.refundProcessed(order.settle(refundId), refundId, journey);
        });
        courier.takeUp(changed);
    }

    /** As Razorpay does with what was authorised and not captured in time. */
    private void release(String orderId, String paymentId) {
        var refundId = identifiers.refund();
        orders.point(refundId, orderId);
        var journey = announcements.journey(WebhookMode.NORMAL);
        var changed = orders.change(orderId, order -> {
            var payment = order.payment(paymentId).orElseThrow();
            if (!payment.isToBeReleased()) {
                return order;
            }
            var refund = new Refund(refundId, paymentId, payment.amount(), Refund.Status.PROCESSED, "normal", null,
                List.of(), null, "", false, realTime.now(), clock.instant().getEpochSecond());
            return announcements.refundProcessed(order.release(refund), refundId, journey);
        });
        courier.takeUp(changed);
    }

    record Made(Order order, Refund refund) {
    }
}
