package io.holdfast.payment.persistence;

import java.time.Instant;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.payment.application.UnmatchedWebhooks.UnmatchedWebhook;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** An {@link UnmatchedWebhook} as it is stored. */
@DataRetention(
        since = "receivedAt",
        period = "P30D",
        why = "It is tried for a day; for a month people may compare it with the provider's dashboard, and an alert named it.")
@PersonalData(holds = "the payer's address and number in the provider's words", erased = "the event without its body")
@Document("webhooks_unmatched")
record UnmatchedWebhookDocument(
        @Id String id,
        String event,
        String entityId,
        @Nullable String eventId,
        @Bounded(max = 1_048_576, by = "holdfast.web.max-body")
        byte @Nullable [] body,
        Instant receivedAt,
        int tries,
        @Indexed(sparse = true) @Nullable Instant nextTryAt) {

    static UnmatchedWebhookDocument of(UnmatchedWebhook webhook) {
        return new UnmatchedWebhookDocument(
                webhook.id(), webhook.event(), webhook.entityId(), webhook.eventId(), webhook.body(),
                webhook.receivedAt(), webhook.tries(), webhook.nextTryAt());
    }

    UnmatchedWebhook toDomain() {
        return new UnmatchedWebhook(id, event, entityId, eventId, body, receivedAt, tries, nextTryAt);
    }
}
