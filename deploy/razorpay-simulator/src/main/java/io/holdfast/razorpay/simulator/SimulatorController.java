package io.holdfast.razorpay.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The simulator's own API, for what Razorpay has none for: being the payer, and reading the ledger. */
@RestController
@RequestMapping("/simulator")
class SimulatorController {
    private final Checkout checkout;
    private final Orders orders;
    private final Faults faults;
    private final RequestBodies bodies;

    SimulatorController(Checkout checkout, Orders orders, Faults faults, RequestBodies bodies) {
        this.checkout = checkout;
        this.orders = orders;
        this.faults = faults;
        this.bodies = bodies;
    }

    @PostMapping("/checkout")
    Map<String, Object> checkout(@RequestBody(required = false) byte @Nullable [] body) {
        return checkout.play(CheckoutRequest.read(bodies.object(body).orElseThrow(() ->
            new SimulatorProblem(HttpStatus.BAD_REQUEST, "The request body is not a JSON object."))));
    }

    @GetMapping("/ledger")
    Ledger ledger(@RequestParam @Nullable String orderId) {
        return Ledger.of(orderId == null ? orders.all() : orders.find(orderId).stream().toList(), faults.injected());
    }

    record Ledger(
            List<Map<String, @Nullable Object>> orders,
            List<Map<String, @Nullable Object>> payments,
            List<Map<String, @Nullable Object>> refunds,
            List<Sending> webhooks,
            Map<String, Long> faults) {

        static Ledger of(List<Order> orders, Map<String, Long> faults) {
            return new Ledger(
                orders.stream().map(RazorpayEntities::order).toList(),
                orders.stream().flatMap(order -> order.payments().stream()
                    .map(payment -> RazorpayEntities.payment(order, payment))).toList(),
                orders.stream().flatMap(order -> order.refunds().stream()
                    .map(refund -> RazorpayEntities.refund(order, refund))).toList(),
                orders.stream().flatMap(order -> order.webhooks().stream()
                    .map(webhook -> Sending.of(order, webhook))).toList(),
                faults);
        }
    }

    record Sending(String orderId, String eventId, String event, String entityId, int attempts,
            @Nullable Instant deliveredAt, Webhook.Status status) {

        static Sending of(Order order, Webhook webhook) {
            return new Sending(order.id(), webhook.eventId(), webhook.event(), webhook.entityId(), webhook.attempts(),
                webhook.deliveredAt(), webhook.status());
        }
    }
}
