package io.holdfast.notification.webhooks;

import java.time.Instant;

import io.holdfast.notification.feed.FeedCursor;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event.
 *
 * @param eventId      its {@code webhook-id}
 * @param cursor       its place in the feed; a replay after the one before it delivers it once more
 * @param responseCode of the last answer; null when none came
 * @param reason       why it was not taken; null when it was
 */
record DeliveryResponse(
        String eventId,
        String type,
        String subject,
        String cursor,
        WebhookDeliveryDocument.Status status,
        int attempts,
        @Nullable Integer responseCode,
        @Nullable String reason,
        Instant firstAttemptAt,
        Instant lastAttemptAt) {

    static DeliveryResponse of(WebhookDeliveryDocument row) {
        return new DeliveryResponse(
                row.eventId(), row.type(), row.subject(), FeedCursor.text(row.position()), row.status(), row.attempts(), row.code(),
                row.reason(), row.firstAt(), row.at());
    }
}
