package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Plays the payer at Razorpay Checkout, and the bank behind. */
@Service
class Checkout {
    private final Orders orders;
    private final Identifiers identifiers;
    private final Announcements announcements;
    private final WebhookCourier courier;
    private final Signatures signatures;
    private final Clock clock;

    Checkout(Orders orders, Identifiers identifiers, Announcements announcements, WebhookCourier courier,
            Signatures signatures, Clock clock) {
        this.orders = orders;
        this.identifiers = identifiers;
        this.announcements = announcements;
        this.courier = courier;
        this.signatures = signatures;
        this.clock = clock;
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
        var orderId = orders.findByPayment(paymentId).orElseThrow(RazorpayRefusal::unknownId).id();
        var changed = orders.change(orderId, order -> {
            var payment = order.payment(paymentId).orElseThrow(RazorpayRefusal::unknownId);
            refuseCapture(order, payment, request);
            return announcements.captured(order.capture(paymentId), paymentId, WebhookMode.NORMAL);
        });
        courier.takeUp(changed);
        return changed;
    }

    private static void refuseCapture(Order order, Payment payment, CaptureRequest request) {
        if (payment.captured()) {
            throw RazorpayRefusal.badRequest("This payment has already been captured", "payment_already_captured");
        }
        if (payment.status() != Payment.Status.AUTHORIZED) {
            throw RazorpayRefusal.badRequest("Only payments which have been authorized and not yet captured can be captured",
                "payment_not_authorized");
        }
        if (request.amount() != payment.amount() || !request.currency().equals(order.currency())) {
            throw RazorpayRefusal.invalid("amount", "Capture amount must be equal to the amount authorized");
        }
        if (order.status() == Order.Status.PAID) {
            throw RazorpayRefusal.badRequest("Payment already done for this order.", "order_already_paid");
        }
    }

    private Map<String, Object> pay(Order order, CheckoutRequest request) {
        var paymentId = identifiers.payment();
        attempt(order, paymentId, current -> {
            var authorized = current.attempt(
                Payment.authorized(paymentId, current.amount(), clock.instant().getEpochSecond()));
            var told = announcements.authorized(authorized, paymentId, request.webhook());
            return switch (request.capture()) {
                case MANUAL -> told;
                case AUTOMATIC -> announcements.captured(told.capture(paymentId), paymentId, request.webhook());
            };
        });
        var answer = new LinkedHashMap<String, Object>();
        answer.put("razorpay_payment_id", paymentId);
        answer.put("razorpay_order_id", order.id());
        answer.put("razorpay_signature", signatures.ofCheckout(order.id(), paymentId));
        return answer;
    }

    private Map<String, Object> decline(Order order, CheckoutRequest request) {
        var paymentId = identifiers.payment();
        attempt(order, paymentId, current -> announcements.failed(
            current.attempt(Payment.failed(paymentId, current.amount(), clock.instant().getEpochSecond())),
            paymentId, request.webhook()));
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

    private void attempt(Order order, String paymentId, UnaryOperator<Order> attempt) {
        refuseSecondPayment(order);
        orders.point(paymentId, order.id());
        courier.takeUp(orders.change(order.id(), current -> {
            refuseSecondPayment(current);
            return attempt.apply(current);
        }));
    }

    private static void refuseSecondPayment(Order order) {
        if (order.status() == Order.Status.PAID) {
            throw new SimulatorProblem(HttpStatus.CONFLICT, "Order " + order.id() + " is already paid.");
        }
    }
}
