package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts into an order the webhooks that tell of what just happened to it, with the entities as they are at that moment. */
@Component
class Announcements {
    private final SimulatorSettings settings;
    private final Identifiers identifiers;
    private final JsonMapper json;
    private final Clock clock;
    private final RealTime realTime;
    private final Faults faults;

    Announcements(SimulatorSettings settings, Identifiers identifiers, JsonMapper json, Clock clock, RealTime realTime,
            Faults faults) {
        this.settings = settings;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
        this.realTime = realTime;
        this.faults = faults;
    }

    Order authorized(Order order, String paymentId, Journey journey) {
        return announce(order, "payment.authorized", paymentId, payload(order, paymentId), journey);
    }

    Order failed(Order order, String paymentId, Journey journey) {
        return announce(order, "payment.failed", paymentId, payload(order, paymentId), journey);
    }

    /** One capture, two events: Razorpay tells of the payment, and of the order that it paid. */
    Order captured(Order order, String paymentId, Journey journey) {
        var told = announce(order, "payment.captured", paymentId, payload(order, paymentId), journey);
        if (order.status() != Order.Status.PAID) {
            return told;
        }
        var both = payload(order, paymentId);
        both.put("order", RazorpayEntities.order(order));
        return announce(told, "order.paid", order.id(), both, journey);
    }

    Order refundCreated(Order order, String refundId, Journey journey) {
        return refund(order, "refund.created", refundId, journey);
    }

    Order refundProcessed(Order order, String refundId, Journey journey) {
        return refund(order, "refund.processed", refundId, journey);
    }

    Order refundFailed(Order order, String refundId, Journey journey) {
        return refund(order, "refund.failed", refundId, journey);
    }

    /** For the webhooks of one change; to be asked for before the change is decided, which may happen several times. */
    Journey journey(WebhookMode mode) {
        return new Journey(mode, faults, settings);
    }

    private Order refund(Order order, String event, String refundId, Journey journey) {
        var refund = order.refund(refundId).orElseThrow();
        var entities = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        entities.put("refund", RazorpayEntities.refund(order, refund));
        entities.putAll(payload(order, refund.paymentId()));
        return announce(order, event, refundId, entities, journey);
    }

    private static LinkedHashMap<String, Map<String, @Nullable Object>> payload(Order order, String paymentId) {
        var entities = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        entities.put("payment", RazorpayEntities.payment(order, order.payment(paymentId).orElseThrow()));
        return entities;
    }

    private Order announce(Order order, String event, String entityId,
            Map<String, Map<String, @Nullable Object>> entities, Journey journey) {
        if (journey.isNever()) {
            return order;
        }
        var eventId = identifiers.event();
        var way = journey.of(event + " " + entityId);
        var now = realTime.now();
        if (way.delays().isEmpty()) {
            return order.queue(Webhook.lost(order.webhooks().size(), eventId, event, entityId, now));
        }
        var body = body(event, entities);
        var queued = order;
        for (var delay : way.delays()) {
            queued = queued.queue(Webhook.queued(queued.webhooks().size(), eventId, event, entityId, body,
                way.oldSecret(), now, now.plus(delay)));
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
