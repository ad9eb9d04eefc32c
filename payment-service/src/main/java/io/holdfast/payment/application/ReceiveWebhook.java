package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.payment.application.UnmatchedWebhooks.UnmatchedWebhook;
import io.holdfast.payment.application.WebhookParser.ParsedWebhook;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.ProviderEvent;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Receives a webhook: checks its signature before anything else, applies it, and returns only once something is stored.
 * Repetitions need no list of what was seen: the payment finds the fact there already.
 */
@Component
public class ReceiveWebhook {

    private static final Logger log = LoggerFactory.getLogger(ReceiveWebhook.class);

    private static final int LONGEST_EVENT_ID = 100;

    private final PaymentProvider provider;
    private final WebhookParser parser;
    private final WebhookRounds rounds;
    private final UnmatchedWebhooks unmatched;
    private final Alerts alerts;
    private final Clock clock;

    ReceiveWebhook(
            PaymentProvider provider,
            WebhookParser parser,
            WebhookRounds rounds,
            UnmatchedWebhooks unmatched,
            Alerts alerts,
            Clock clock) {
        this.provider = provider;
        this.parser = parser;
        this.rounds = rounds;
        this.unmatched = unmatched;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * @param eventId the provider's, null when it sent none; nothing is decided by it, because it is not signed
     * @return whether it was signed; when it was not, nothing was read and nothing changed
     */
    public boolean receive(byte[] body, String signature, @Nullable String eventId) {
        if (!provider.signedWebhook(body, signature)) {
            return false;
        }
        ParsedWebhook webhook = parser.parse(body);
        if (!apply(webhook.event())) {
            keep(webhook, body, eventId);
        }
        return true;
    }

    /** Tries a kept one again: its order may be known by now. */
    public void retry(String id) {
        Instant now = clock.instant();
        unmatched.find(id).filter(kept -> kept.isDue(now)).ifPresent(kept -> {
            ProviderEvent event = kept.body() == null ? null : parser.parse(kept.body()).event();
            if (apply(event)) {
                unmatched.remove(id);
                return;
            }
            UnmatchedWebhook later = kept.retryLater(now);
            unmatched.update(later);
            if (later.nextTryAt() == null && event instanceof ProviderEvent.Captured) {
                alerts.captureUnmatched(kept.entityId());
            }
        });
    }

    private boolean apply(@Nullable ProviderEvent event) {
        return event != null && rounds.apply(event);
    }

    private void keep(ParsedWebhook webhook, byte[] body, @Nullable String eventId) {
        boolean understood = webhook.event() != null;
        log.info("Webhook {} about {} is kept: {}", webhook.name(), webhook.entityId(),
                understood ? "its order is not known here" : "it means nothing to a payment");
        Instant now = clock.instant();
        unmatched.keep(new UnmatchedWebhook(
                DigestUtils.sha256Hex(webhook.name() + "|" + webhook.entityId()),
                webhook.name(),
                webhook.entityId(),
                eventId == null ? null : eventId.substring(0, Math.min(eventId.length(), LONGEST_EVENT_ID)),
                body,
                now,
                1,
                // What nobody understands today, nobody understands in a second; it only waits to be forgotten.
                now.plus(understood ? UnmatchedWebhook.FIRST_PAUSE : UnmatchedWebhook.GIVE_UP_AFTER)));
    }
}
