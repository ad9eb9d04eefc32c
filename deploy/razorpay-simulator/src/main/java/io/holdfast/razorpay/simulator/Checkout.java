package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.holdfast.razorpay.simulator.CheckoutRequest.Capture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Plays the payer at Razorpay Checkout, and the bank behind. */
@Component
class Checkout {
    private static final long WRONG_BY = 100;

    private final Orders orders;
    private final Identifiers identifiers;
    private final WebhookQueue webhookQueue;
    private final WebhookSender sender;
    private final Signatures signatures;
    private final Refunds refunds;
    private final Faults faults;
    private final Clock clock;
    private final RealTime realTime;

    Checkout(Orders orders, Identifiers identifiers, WebhookQueue webhookQueue, WebhookSender sender,
            Signatures signatures, Refunds refunds, Faults faults, Clock clock, RealTime realTime) {
        this.orders = orders;
        this.identifiers = identifiers;
        this.webhookQueue = webhookQueue;
        this.sender = sender;
        this.signatures = signatures;
        this.refunds = refunds;
        this.faults = faults;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** What Checkout hands to the page. */
    Map<String, Object> play(CheckoutRequest request) {
        var order = orders.find(request.orderId()).orElseThrow(() -> new SimulatorProblem(HttpStatus.NOT_FOUND,
            "The simulator knows no order " + request.orderId() + "."));
        return switch (request.outcome()) {
            case DISMISS -> Map.of("dismissed", true);
            case SUCCESS -> pay(order, request);
            case FAILURE -> decline(order, request);
        };
    }

    /** Captures what the bank has authorised, as the merchant asks for when capture is manual. */
    Order capture(String paymentId, CaptureRequest request) {
        var orderId = orders.findByPayment(paymentId).orElseThrow(RazorpayError::unknownId).id();
        var plan = webhookQueue.deliveryPlan(WebhookMode.NORMAL);
        var changed = orders.change(orderId, order -> {
            var payment = order.payment(paymentId).orElseThrow(RazorpayError::unknownId);
            refuseCapture(order, payment, request);
            return webhookQueue.captured(order.capture(paymentId), paymentId, plan);
        });
        sender.takeUp(changed);
        return changed;
    }

    private static void refuseCapture(Order order, Payment payment, CaptureRequest request) {
        if (payment.captured()) {
            throw RazorpayError.badRequest("This payment has already been captured", "payment_already_captured");
        }
        if (payment.status() != Payment.Status.AUTHORIZED) {
            throw RazorpayError.badRequest("Only payments which have been authorized and not yet captured can be captured",
                "payment_not_authorized");
        }
        if (request.amount() != payment.amount() || !request.currency().equals(order.currency())) {
            throw RazorpayError.invalid("amount", "Capture amount must be equal to the amount authorized");
        }
        if (order.status() == Order.Status.PAID) {
            throw RazorpayError.badRequest("Payment already done for this order.", "order_already_paid");
        }
    }

    private Map<String, Object> pay(Order order, CheckoutRequest request) {
        refuseSecondPayment(order);
        var paymentId = identifiers.payment();
        var how = howToPay(order, request);
        var plan = webhookQueue.deliveryPlan(request.webhook());
        orders.point(paymentId, order.id());
        var changed = orders.change(order.id(), current -> {
            refuseSecondPayment(current);
            return paid(current, paymentId, how, plan);
        });
        if (how.capture() == Capture.AUTOMATIC && faults.strike(Fault.SECOND_CAPTURE).isPresent()) {
            var secondId = identifiers.payment();
            orders.point(secondId, order.id());
            changed = orders.change(order.id(), current -> paid(current, secondId, how, plan));
        }
        sender.takeUp(changed);
        refunds.takeUp(changed);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("razorpay_payment_id", paymentId);
        answer.put("razorpay_order_id", order.id());
        answer.put("razorpay_signature", signatures.ofCheckout(order.id(), paymentId));
        return answer;
    }

    private Map<String, Object> decline(Order order, CheckoutRequest request) {
        refuseSecondPayment(order);
        var paymentId = identifiers.payment();
        var plan = webhookQueue.deliveryPlan(request.webhook());
        orders.point(paymentId, order.id());
        sender.takeUp(orders.change(order.id(), current -> {
            refuseSecondPayment(current);
            return webhookQueue.failed(
                current.attempt(Payment.failed(paymentId, current.amount(), clock.instant().getEpochSecond())),
                paymentId, plan);
        }));
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("order_id", order.id());
        metadata.put("payment_id", paymentId);
        var error = new LinkedHashMap<String, Object>();
        error.put("code", RazorpayEntities.Declined.CODE);
        error.put("description", RazorpayEntities.Declined.DESCRIPTION);
        error.put("source", RazorpayEntities.Declined.SOURCE);
        error.put("step", RazorpayEntities.Declined.STEP);
        error.put("reason", RazorpayEntities.Declined.REASON);
        error.put("metadata", metadata);
        return Map.of("error", error);
    }

    private Order paid(Order order, String paymentId, HowToPay how, DeliveryPlan plan) {
        var payment = Payment.authorized(paymentId, how.amount(), clock.instant().getEpochSecond())
            .releasedAt(how.releasedAt());
        var told = webhookQueue.authorized(order.attempt(payment), paymentId, plan);
        return switch (how.capture()) {
            case MANUAL -> told;
            case AUTOMATIC -> webhookQueue.captured(told.capture(paymentId), paymentId, plan);
        };
    }

    /** Decided once, before a change that may have to be decided again. */
    private HowToPay howToPay(Order order, CheckoutRequest request) {
        var capture = request.capture();
        if (capture == null) {
            capture = order.capturesManually() || faults.strike(Fault.LEFT_AUTHORIZED).isPresent()
                ? Capture.MANUAL : Capture.AUTOMATIC;
        }
        // Nobody pays less than the smallest amount that there are orders of.
        long amount = order.amount() > 2 * WRONG_BY && faults.strike(Fault.WRONG_AMOUNT).isPresent()
            ? order.amount() - WRONG_BY : order.amount();
        var release = capture == Capture.MANUAL ? faults.strike(Fault.AUTO_REFUND) : Optional.<Faults.Strike>empty();
        return new HowToPay(capture, amount, release.map(it -> realTime.now().plus(it.delay())).orElse(null));
    }

    private record HowToPay(Capture capture, long amount, @Nullable Instant releasedAt) {
    }

    private static void refuseSecondPayment(Order order) {
        if (order.status() == Order.Status.PAID) {
            throw new SimulatorProblem(HttpStatus.CONFLICT, "Order " + order.id() + " is already paid.");
        }
    }
}
