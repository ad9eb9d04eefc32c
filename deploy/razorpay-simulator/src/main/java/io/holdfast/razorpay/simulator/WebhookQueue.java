package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Queues in an order the webhooks that tell of what just happened to it, with the entities as they are at that moment. */
@Component
class WebhookQueue {
    private final SimulatorSettings settings;
    private final Identifiers identifiers;
    private final JsonMapper json;
    private final Clock clock;
    private final RealTime realTime;
    private final Faults faults;

    WebhookQueue(SimulatorSettings settings, Identifiers identifiers, JsonMapper json, Clock clock, RealTime realTime,
            Faults faults) {
        this.settings = settings;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
        this.realTime = realTime;
        this.faults = faults;
    }

    Order authorized(Order order, String paymentId, DeliveryPlan plan) {
        return queue(order, "payment.authorized", paymentId, payload(order, paymentId), plan);
    }

    Order failed(Order order, String paymentId, DeliveryPlan plan) {
        return queue(order, "payment.failed", paymentId, payload(order, paymentId), plan);
    }

    /** One capture, two events: Razorpay tells of the payment, and of the order that it paid. */
    Order captured(Order order, String paymentId, DeliveryPlan plan) {
        var told = queue(order, "payment.captured", paymentId, payload(order, paymentId), plan);
        if (order.status() != Order.Status.PAID) {
            return told;
        }
        var both = payload(order, paymentId);
        both.put("order", RazorpayEntities.order(order));
        return queue(told, "order.paid", order.id(), both, plan);
    }

    Order refundCreated(Order order, String refundId, DeliveryPlan plan) {
        return refund(order, "refund.created", refundId, plan);
    }

    Order refundProcessed(Order order, String refundId, DeliveryPlan plan) {
        return refund(order, "refund.processed", refundId, plan);
    }

    Order refundFailed(Order order, String refundId, DeliveryPlan plan) {
        return refund(order, "refund.failed", refundId, plan);
    }

    /** For the webhooks of one change; to be asked for before the change is decided, which may happen several times. */
    DeliveryPlan deliveryPlan(WebhookMode mode) {
        return new DeliveryPlan(mode, faults, settings);
    }

    private Order refund(Order order, String event, String refundId, DeliveryPlan plan) {
        var refund = order.refund(refundId).orElseThrow();
        var entities = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        entities.put("refund", RazorpayEntities.refund(order, refund));
        entities.putAll(payload(order, refund.paymentId()));
        return queue(order, event, refundId, entities, plan);
    }

    private static LinkedHashMap<String, Map<String, @Nullable Object>> payload(Order order, String paymentId) {
        var entities = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        entities.put("payment", RazorpayEntities.payment(order, order.payment(paymentId).orElseThrow()));
        return entities;
    }

    private Order queue(Order order, String event, String entityId,
            Map<String, Map<String, @Nullable Object>> entities, DeliveryPlan plan) {
        if (plan.isNever()) {
            return order;
        }
        var eventId = identifiers.event();
        var delivery = plan.of(event + " " + entityId);
        var now = realTime.now();
        if (delivery.delays().isEmpty()) {
            return order.queue(Webhook.lost(order.webhooks().size(), eventId, event, entityId, now));
        }
        var body = body(event, entities);
        var queued = order;
        for (var delay : delivery.delays()) {
            queued = queued.queue(Webhook.queued(queued.webhooks().size(), eventId, event, entityId, body,
                delivery.oldSecret(), now, now.plus(delay)));
        }
        return queued;
    }

    private String body(String event, Map<String, Map<String, @Nullable Object>> entities) {
        var payload = new LinkedHashMap<String, Object>();
        entities.forEach((name, entity) -> payload.put(name, Map.of("entity", entity)));
        var body = new LinkedHashMap<String, Object>();
        body.put("entity", "event");
        body.put("account_id", settings.accountId());
        body.put("event", event);
        body.put("contains", List.copyOf(entities.keySet()));
        body.put("payload", payload);
        body.put("created_at", clock.instant().getEpochSecond());
        return json.writeValueAsString(body);
    }
}
