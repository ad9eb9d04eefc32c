package io.holdfast.razorpay.simulator;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Razorpay's Payments and Refunds APIs. */
@RestController
@RequestMapping("/v1")
class PaymentsController {
    private static final int SHORTEST_KEY = 10;

    private final Orders orders;
    private final Checkout checkout;
    private final Refunds refunds;
    private final RequestBodies bodies;

    PaymentsController(Orders orders, Checkout checkout, Refunds refunds, RequestBodies bodies) {
        this.orders = orders;
        this.checkout = checkout;
        this.refunds = refunds;
        this.bodies = bodies;
    }

    @GetMapping("/payments/{id}")
    Map<String, @Nullable Object> payment(@PathVariable String id) {
        return payment(orders.findByPayment(id).orElseThrow(RazorpayError::unknownId), id);
    }

    @PostMapping("/payments/{id}/capture")
    Map<String, @Nullable Object> capture(@PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = CaptureRequest.read(bodies.object(body).orElseThrow(OrdersController::unreadable));
        return payment(checkout.capture(id, request), id);
    }

    @PostMapping("/payments/{id}/refund")
    Map<String, @Nullable Object> refund(@PathVariable String id,
            @RequestHeader(name = "X-Refund-Idempotency", required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (idempotencyKey != null && idempotencyKey.length() < SHORTEST_KEY) {
            throw RazorpayError.badRequest("The idempotency key must be at least 10 characters",
                "input_validation_failed");
        }
        var request = RefundRequest.read(bodies.object(body).orElseThrow(OrdersController::unreadable));
        var made = refunds.refund(id, request, idempotencyKey);
        return RazorpayEntities.refund(made.order(), made.refund());
    }

    @GetMapping("/payments/{id}/refunds")
    Map<String, Object> refunds(@PathVariable String id) {
        var order = orders.findByPayment(id).orElseThrow(RazorpayError::unknownId);
        return RazorpayEntities.collection(order.refunds().reversed().stream()
            .filter(refund -> refund.paymentId().equals(id))
            .map(refund -> RazorpayEntities.refund(order, refund)).toList());
    }

    @GetMapping("/payments/{id}/refunds/{refundId}")
    Map<String, @Nullable Object> refundOfPayment(@PathVariable String id, @PathVariable String refundId) {
        var order = orders.findByPayment(id).orElseThrow(RazorpayError::unknownId);
        return order.refund(refundId).filter(refund -> refund.paymentId().equals(id))
            .map(refund -> RazorpayEntities.refund(order, refund)).orElseThrow(RazorpayError::unknownId);
    }

    @GetMapping("/refunds")
    Map<String, Object> refundsOfAll(@RequestParam Map<String, String> parameters) {
        return RazorpayEntities.collection(orders.listRefunds(PageRequest.read(parameters)).stream()
            .map(found -> RazorpayEntities.refund(found.order(), found.refund())).toList());
    }

    @GetMapping("/refunds/{id}")
    Map<String, @Nullable Object> refund(@PathVariable String id) {
        var order = orders.findByRefund(id).orElseThrow(RazorpayError::unknownId);
        return RazorpayEntities.refund(order, order.refund(id).orElseThrow(RazorpayError::unknownId));
    }

    private static Map<String, @Nullable Object> payment(Order order, String id) {
        return RazorpayEntities.payment(order, order.payment(id).orElseThrow(RazorpayError::unknownId));
    }
}
