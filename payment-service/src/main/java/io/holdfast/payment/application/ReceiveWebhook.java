package io.holdfast.payment.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import io.holdfast.payment.application.UnmatchedWebhooks.UnmatchedWebhook;
import io.holdfast.payment.application.WebhookReader.Reading;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a webhook: checks its signature before anything else, applies it, and returns only once something is stored.
 * Repetitions need no list of what was seen: the payment finds the fact there already.
 */
@Component
public class ReceiveWebhook {

    private static final Logger log = LoggerFactory.getLogger(ReceiveWebhook.class);

    private static final int LONGEST_EVENT_ID = 100;
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final PaymentProvider provider;
    private final WebhookReader reader;
    private final Payments payments;
    private final UnmatchedWebhooks unmatched;
    private final Alerts alerts;
    private final Clock clock;

    ReceiveWebhook(
            PaymentProvider provider,
            WebhookReader reader,
            Payments payments,
            UnmatchedWebhooks unmatched,
            Alerts alerts,
            Clock clock) {
        this.provider = provider;
        this.reader = reader;
        this.payments = payments;
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
        Reading reading = reader.read(body);
        if (!apply(reading.meaning())) {
            keep(reading, body, eventId);
        }
        return true;
    }

    /** Tries a kept one again: its order may be known by now. */
    public void retry(String id) {
        Instant now = clock.instant();
        unmatched.find(id).filter(kept -> isDue(kept, now)).ifPresent(kept -> {
            ProviderEvent meaning = kept.body() == null ? null : reader.read(kept.body()).meaning();
            if (apply(meaning)) {
                unmatched.remove(id);
                return;
            }
            UnmatchedWebhook later = later(kept, now);
            unmatched.update(later);
            if (later.nextTryAt() == null && meaning instanceof ProviderEvent.Captured) {
                alerts.captureUnmatched(kept.entityId());
            }
        });
    }

    private boolean apply(@Nullable ProviderEvent event) {
        return event != null
                && payments.findByOrder(event.orderId())
                        .flatMap(id -> payments.change(id, payment -> payment.told(event, clock.instant())))
                        .isPresent();
    }

    private void keep(Reading reading, byte[] body, @Nullable String eventId) {
        Instant now = clock.instant();
        log.info("Webhook {} about {} is kept: {}", reading.event(), reading.entityId(),
                reading.meaning() == null ? "it means nothing to a payment" : "its order is not known here");
        unmatched.keep(new UnmatchedWebhook(
                idOf(reading), reading.event(), reading.entityId(), shortened(eventId), body, now, 1,
                // What nobody understands today, nobody understands in a second; it only waits to be forgotten.
                now.plus(reading.meaning() == null ? GIVE_UP_AFTER : FIRST_PAUSE)));
    }

    private static boolean isDue(UnmatchedWebhook kept, Instant now) {
        return kept.nextTryAt() != null && !kept.nextTryAt().isAfter(now);
    }

    private static UnmatchedWebhook later(UnmatchedWebhook kept, Instant now) {
        boolean givenUp = !now.isBefore(kept.receivedAt().plus(GIVE_UP_AFTER));
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(kept.tries(), 20));
        return new UnmatchedWebhook(
                kept.id(),
                kept.event(),
                kept.entityId(),
                kept.eventId(),
                givenUp ? null : kept.body(),
                kept.receivedAt(),
                kept.tries() + 1,
                givenUp ? null : now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
    }

    private static @Nullable String shortened(@Nullable String eventId) {
        return eventId == null ? null : eventId.substring(0, Math.min(eventId.length(), LONGEST_EVENT_ID));
    }

    private static String idOf(Reading reading) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((reading.event() + "|" + reading.entityId()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
