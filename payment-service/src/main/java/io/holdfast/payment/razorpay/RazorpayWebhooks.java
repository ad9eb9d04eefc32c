package io.holdfast.payment.razorpay;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.payment.application.WebhookParser;
import io.holdfast.payment.domain.ProviderEvent;
import org.apache.commons.codec.digest.DigestUtils;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Parses Razorpay's webhooks. What is signed but not understood is unknown, never an error: it would only be sent again. */
@Component
class RazorpayWebhooks implements WebhookParser {

    private static final Logger log = LoggerFactory.getLogger(RazorpayWebhooks.class);

    /** Which entity an event is about, the most telling first. */
    private static final List<String> ENTITIES = List.of("refund", "payment", "order");

    private final Clock clock;

    RazorpayWebhooks(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ParsedWebhook parse(byte[] body) {
        JSONObject webhook;
        String event;
        try {
            webhook = new JSONObject(new String(body, StandardCharsets.UTF_8));
            event = RazorpayEntities.text(webhook, "event");
        } catch (JSONException | StackOverflowError e) {
            log.warn("A signed webhook cannot be read: {}", e.toString());
            return new ParsedWebhook("unreadable", DigestUtils.sha256Hex(body), null);
        }
        return new ParsedWebhook(event, entityIdOf(webhook, body), eventOf(event, webhook));
    }

    private @Nullable ProviderEvent eventOf(String event, JSONObject webhook) {
        try {
            Instant at = timeOf(webhook);
            return switch (event) {
                // The entity says where the payment stood; order.paid brings the one that paid it: the same fact once more.
                case "payment.authorized", "payment.captured", "payment.failed", "order.paid" ->
                        RazorpayEntities.payment(entity(webhook, "payment"), at)
                                .orElse(null);
                case "refund.created", "refund.processed", "refund.failed" -> refund(webhook, at);
                default -> null;
            };
        } catch (JSONException | IllegalArgumentException e) {
            log.warn("A signed {} cannot be understood: {}", event, e.toString());
            return null;
        }
    }

    private @Nullable ProviderEvent refund(JSONObject webhook, Instant at) {
        JSONObject payment = entity(webhook, "payment");
        if (payment.has("captured") && !payment.optBoolean("captured", true)) {
            // What was never ours did not go back from us; only the payer's try is over.
            return RazorpayEntities.payment(payment, at).orElse(null);
        }
        return new ProviderEvent.RefundSeen(
                RazorpayEntities.text(payment, "order_id"), RazorpayEntities.refund(entity(webhook, "refund")));
    }

    private Instant timeOf(JSONObject webhook) {
        long seconds = webhook.optLong("created_at");
        return seconds <= 0 || seconds > Instant.MAX.getEpochSecond() ? clock.instant() : Instant.ofEpochSecond(seconds);
    }

    private static String entityIdOf(JSONObject webhook, byte[] body) {
        return ENTITIES.stream()
                .map(name -> optionalEntity(webhook, name).map(entity -> RazorpayEntities.textOrNull(entity, "id")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> DigestUtils.sha256Hex(body));
    }

    private static JSONObject entity(JSONObject webhook, String name) {
        return optionalEntity(webhook, name).orElseThrow(() -> new JSONException("There is no " + name));
    }

    private static Optional<JSONObject> optionalEntity(JSONObject webhook, String name) {
        return Optional.ofNullable(webhook.optJSONObject("payload"))
                .map(payload -> payload.optJSONObject(name))
                .map(part -> part.optJSONObject("entity"));
    }
}
