package io.holdfast.notification.webhooks;

import java.time.Instant;

import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What became of an event at a webhook.
 *
 * @param id       {@code webhook:generation:position}: what is delivered once more after a replay is a row of its own
 * @param eventId  the {@code webhook-id}
 * @param attempts 1 or more
 * @param code     of the last answer; null when none came
 * @param reason   why it was not taken; null when it was
 * @param at       of the last attempt
 */
@DataRetention(since = "at", period = "P14D", why = "who looks for a webhook that did not come does so within days")
@NoPersonalData(why = "which event reached whom when, by ids")
@Document("webhook_deliveries")
@CompoundIndex(name = "by-webhook", def = "{'webhookId': 1, 'at': -1, '_id': -1}")
record WebhookDeliveryDocument(
        @Id String id,
        String webhookId,
        String eventId,
        String type,
        String subject,
        long position,
        Status status,
        int attempts,
        @Nullable Integer code,
        @Nullable String reason,
        Instant firstAt,
        Instant at) {

    enum Status {
        DELIVERED,
        /** It is tried again, or waits for its receiver to be switched on. */
        RETRYING,
        GIVEN_UP
    }
}
