package io.holdfast.notification.feed;

import java.time.Instant;

import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.MessageContext;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A row of a tenant's feed. Its {@code _id} is its place, so that no two rows have one; where the collection is sharded, then
 * by tenant.
 *
 * @param id       {@code tenant:position}, padded
 * @param event    its identity among all events, so that a copy finds it
 * @param storedAt by the clock of the instance that took it in; it is dropped {@code notification.feed.kept} later
 */
@Permanent(why = "FeedRetention drops them after notification.feed.kept, all but the newest of a tenant: its place must stay known")
@NoPersonalData(why = "the public fields of events, which never name a client: the catalogue says which")
@Document("feed_events")
@CompoundIndex(name = "by-place", def = "{'tenantId': 1, 'position': 1}")
record FeedEventDocument(
        @Id String id,
        String tenantId,
        long position,
        @Indexed(unique = true) String event,
        String eventId,
        String source,
        String type,
        String subject,
        Instant time,
        String sequence,
        String correlationId,
        @Nullable String causationId,
        String data,
        @Nullable MessageContext origin,
        Instant storedAt) {

    static FeedEventDocument of(FeedEvent event, Instant now) {
        return new FeedEventDocument(
                "%s:%016d".formatted(event.tenantId().value(), event.position()),
                event.tenantId().value(),
                event.position(),
                event.key(),
                event.id(),
                event.source(),
                event.type(),
                event.subject(),
                event.time(),
                event.sequence(),
                event.correlationId(),
                event.causationId(),
                event.data(),
                event.origin(),
                now);
    }

    FeedEvent toDomain() {
        return new FeedEvent(
                new TenantId(tenantId), position, eventId, source, type, subject, time, sequence, correlationId, causationId,
                data, origin);
    }
}
