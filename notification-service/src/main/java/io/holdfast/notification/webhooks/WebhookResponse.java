package io.holdfast.notification.webhooks;

import java.time.Instant;
import java.util.List;

import io.holdfast.notification.feed.FeedCursor;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its admins see it.
 *
 * @param status       ACTIVE, PAUSED by an admin, or DISABLED by the platform
 * @param deliveredTo  its place in the feed, as a cursor of {@code GET /api/v1/admin/events}
 * @param waiting      events that could not be delivered yet, without those that wait in the feed
 * @param failingSince since when nothing was taken; null when something was
 * @param retryAt      when it is tried again; null when nothing waits
 * @param disabledFor  why the platform disabled it; null when it did not
 * @param secrets      what signs, without the secrets themselves
 * @param secret       the newest, only where it was just made; null everywhere else
 */
record WebhookResponse(
        String id,
        String url,
        List<String> types,
        String description,
        boolean active,
        Webhook.Status status,
        String deliveredTo,
        int waiting,
        @Nullable Instant failingSince,
        @Nullable Instant retryAt,
        @Nullable String disabledFor,
        @Nullable Instant disabledAt,
        List<SecretResponse> secrets,
        @Nullable String secret,
        Instant createdAt) {

    /** @param goodUntil null for the newest */
    record SecretResponse(Instant createdAt, @Nullable Instant goodUntil) {}

    static WebhookResponse of(Webhook webhook, Instant now) {
        return of(webhook, now, null);
    }

    /** The only answer that tells the secret. */
    static WebhookResponse withSecret(Webhook webhook, Instant now) {
        return of(webhook, now, webhook.secrets().getLast().value());
    }

    private static WebhookResponse of(Webhook webhook, Instant now, @Nullable String secret) {
        int waiting = webhook.heldBack().stream().mapToInt(held -> held.positions().size()).sum();
        return new WebhookResponse(
                webhook.id(),
                webhook.target().url(),
                webhook.target().types(),
                webhook.target().description(),
                webhook.isActive(),
                webhook.status(),
                FeedCursor.text(webhook.position()),
                waiting,
                webhook.failingSince(),
                waiting == 0 ? null : webhook.dueAt(),
                webhook.stoppedFor(),
                webhook.stoppedAt(),
                webhook.signingAt(now).stream()
                        .map(each -> new SecretResponse(each.createdAt(), each.goodUntil()))
                        .toList(),
                secret,
                webhook.createdAt());
    }
}
