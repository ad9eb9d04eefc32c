package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.time.Instant;
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

    Announcements(SimulatorSettings settings, Identifiers identifiers, JsonMapper json, Clock clock, RealTime realTime) {
        this.settings = settings;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
        this.realTime = realTime;
    }

    Order authorized(Order order, String paymentId, WebhookMode mode) {
        return announce(order, "payment.authorized", paymentId, payload(order, paymentId), mode);
    }

    Order failed(Order order, String paymentId, WebhookMode mode) {
        return announce(order, "payment.failed", paymentId, payload(order, paymentId), mode);
    }

    /** One capture, two events: Razorpay tells of the payment and of the order. */
    Order captured(Order order, String paymentId, WebhookMode mode) {
        var told = announce(order, "payment.captured", paymentId, payload(order, paymentId), mode);
        var both = payload(order, paymentId);
        both.put("order", RazorpayEntities.order(order));
        return announce(told, "order.paid", order.id(), both, mode);
    }

    Order refundCreated(Order order, String refundId) {
        return refund(order, "refund.created", refundId);
    }

    Order refundProcessed(Order order, String refundId) {
        return refund(order, "refund.processed", refundId);
    }

    private Order refund(Order order, String event, String refundId) {
        var refund = order.refund(refundId).orElseThrow();
        var entities = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        entities.put("refund", RazorpayEntities.refund(order, refund));
        entities.putAll(payload(order, refund.paymentId()));
        return announce(order, event, refundId, entities, WebhookMode.NORMAL);
    }

    private static LinkedHashMap<String, Map<String, @Nullable Object>> payload(Order order, String paymentId) {
        var entities = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        entities.put("payment", RazorpayEntities.payment(order, order.payment(paymentId).orElseThrow()));
        return entities;
    }

    private Order announce(Order order, String event, String entityId,
            Map<String, Map<String, @Nullable Object>> entities, WebhookMode mode) {
        var now = realTime.now();
        return switch (mode) {
            case NONE -> order;
            case NORMAL -> queue(order, event, entityId, entities, List.of(now));
            case LATE -> queue(order, event, entityId, entities, List.of(now.plus(settings.lateWebhookAfter())));
            case DUPLICATE -> queue(order, event, entityId, entities,
                List.of(now, now.plus(settings.duplicateWebhookAfter())));
        };
    }

    private Order queue(Order order, String event, String entityId,
            Map<String, Map<String, @Nullable Object>> entities, List<Instant> sendings) {
        var eventId = identifiers.event();
        var body = body(event, entities);
        var queued = order;
        for (var dueAt : sendings) {
            queued = queued.queue(Webhook.queued(queued.webhooks().size(), eventId, event, entityId, body,
                realTime.now(), dueAt));
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
