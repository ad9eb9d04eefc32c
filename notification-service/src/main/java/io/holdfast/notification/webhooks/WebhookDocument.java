package io.holdfast.notification.webhooks;

import java.time.Instant;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.notification.feed.EventTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A webhook as stored.
 *
 * @param waiting     whether it waits for its tenant's feed to go on
 * @param dueAt       null when it gets nothing
 * @param noticeDueAt null when its admin is not to be told anything
 * @param requestHash of the request that created it; the same key with another one is refused
 */
@Permanent(why = "at most notification.webhooks.most a tenant, until an admin deletes them")
@NoPersonalData(why = "the business's own systems")
@Document("webhooks")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'createdAt': 1, '_id': 1}")
@CompoundIndex(name = "waiting", def = "{'tenantId': 1, 'waiting': 1}")
record WebhookDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        boolean waiting,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Indexed(sparse = true) @Nullable Instant noticeDueAt,
        Instant createdAt,
        String requestHash,
        @Bounded(of = "target.types", max = EventTypes.MOST, by = "WebhookRequest")
        @Bounded(of = "secrets", max = Webhook.MOST_SECRETS, by = "Webhook, which keeps the last one and the one before")
        @Bounded(of = "heldBack", max = Webhook.MOST_HELD_BACK, by = "Webhook, which reads nothing new when there are so many")
        @Bounded(of = "heldBack.positions", max = Webhook.MOST_HELD_BACK, by = "Webhook: so many in all")
        Webhook webhook) {

    static WebhookDocument of(Webhook webhook, @Nullable Long version, String requestHash) {
        return new WebhookDocument(
                webhook.id(),
                version,
                webhook.tenantId().value(),
                webhook.idle() && webhook.isActive(),
                webhook.dueAt(),
                webhook.noticeDueAt(),
                webhook.createdAt(),
                requestHash,
                webhook);
    }
}
