package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refunds: pending at first, processed or failed a moment later, never more than was captured. */
@Component
class Refunds {
    private final Orders orders;
    private final Identifiers identifiers;
    private final WebhookQueue webhookQueue;
    private final WebhookSender sender;
    private final DelayedTasks tasks;
    private final SimulatorSettings settings;
    private final Clock clock;
    private final RealTime realTime;
    private final Faults faults;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    Refunds(Orders orders, Identifiers identifiers, WebhookQueue webhookQueue, WebhookSender sender, DelayedTasks tasks,
            SimulatorSettings settings, Clock clock, RealTime realTime, Faults faults) {
        this.orders = orders;
        this.identifiers = identifiers;
        this.webhookQueue = webhookQueue;
        this.sender = sender;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
        this.realTime = realTime;
        this.faults = faults;
    }

    /** The order holding the refund, and the refund: a new one, or the one that the same key made before. */
    RefundResult refund(String paymentId, RefundRequest request, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return make(paymentId, request, null);
        }
        var claim = paymentId + "/" + idempotencyKey;
        if (!inFlight.add(claim)) {
            throw RazorpayError.conflict(
                "Request failed because another request is in progress with the same Idempotency Key");
        }
        try {
            return make(paymentId, request, idempotencyKey);
        } finally {
            inFlight.remove(claim);
        }
    }

    private RefundResult make(String paymentId, RefundRequest request, @Nullable String idempotencyKey) {
        var order = orders.findByPayment(paymentId).orElseThrow(RazorpayError::unknownId);
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
        var plan = webhookQueue.deliveryPlan(WebhookMode.NORMAL);
        var changed = orders.change(order.id(), current -> {
            var amount = amountOf(request, current, paymentId);
            var refund = new Refund(refundId, paymentId, amount, Refund.Status.PENDING, request.speed(),
                request.receipt(), request.notes(), idempotencyKey, request.fingerprint(), willFail,
                realTime.now().plus(settings.refundSettlesAfter()), clock.instant().getEpochSecond());
            return webhookQueue.refundCreated(current.refund(refund), refundId, plan);
        });
        sender.takeUp(changed);
        takeUp(changed);
        return new RefundResult(changed, changed.refund(refundId).orElseThrow());
    }

    private static RefundResult repeated(Order order, Refund refund, RefundRequest request) {
        if (!refund.requestHash().equals(request.fingerprint())) {
            throw RazorpayError.badRequest("Different request body sent for the same Idempotency Header",
                "input_validation_failed");
        }
        return new RefundResult(order, refund);
    }

    private static long amountOf(RefundRequest request, Order order, String paymentId) {
        var payment = order.payment(paymentId).orElseThrow(RazorpayError::unknownId);
        if (!payment.captured()) {
            throw RazorpayError.badRequest("The payment status should be captured for action to be taken",
                "payment_not_captured");
        }
        if (payment.refundable() == 0) {
            throw RazorpayError.badRequest("The payment has been fully refunded already", "payment_fully_refunded");
        }
        long amount = request.amount() == null ? payment.refundable() : request.amount();
        if (amount > payment.refundable()) {
            throw RazorpayError.invalid("amount",
                "The total refund amount is greater than the refund payment amount");
        }
        return amount;
    }

    /** Settles every pending refund of a stored order at its time, and releases what nobody captured. */
    void takeUp(Order order) {
        order.refunds().stream()
            .filter(refund -> refund.status() == Refund.Status.PENDING)
            .forEach(refund -> tasks.schedule(refund.settlesAt(), () -> settle(order.id(), refund.id())));
        order.payments().stream()
            .filter(Payment::isToBeReleased)
            .forEach(payment -> tasks.schedule(Objects.requireNonNull(payment.releasedAt()),
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
        var plan = webhookQueue.deliveryPlan(WebhookMode.NORMAL);
        // Twice is once: the second finds the refund settled and decides to change nothing.
        var changed = orders.change(orderId, order -> {
            var refund = order.refund(refundId).orElseThrow();
            if (refund.status() != Refund.Status.PENDING) {
                return order;
            }
            return refund.willFail() ? webhookQueue.refundFailed(order.failRefund(refundId), refundId, plan)
                : webhookQueue.refundProcessed(order.settle(refundId), refundId, plan);
        });
        sender.takeUp(changed);
    }

    /** As Razorpay does with what was authorised and not captured in time. */
    private void release(String orderId, String paymentId) {
        var refundId = identifiers.refund();
        orders.point(refundId, orderId);
        var plan = webhookQueue.deliveryPlan(WebhookMode.NORMAL);
        var changed = orders.change(orderId, order -> {
            var payment = order.payment(paymentId).orElseThrow();
            if (!payment.isToBeReleased()) {
                return order;
            }
            var refund = new Refund(refundId, paymentId, payment.amount(), Refund.Status.PROCESSED, "normal", null,
                List.of(), null, "", false, realTime.now(), clock.instant().getEpochSecond());
            return webhookQueue.refundProcessed(order.release(refund), refundId, plan);
        });
        sender.takeUp(changed);
    }

    record RefundResult(Order order, Refund refund) {
    }
}
