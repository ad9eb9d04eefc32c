package io.holdfast.notification.feed;

import java.time.Instant;

import io.holdfast.messaging.MessageContext;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An event as outsiders get it: its envelope, and of its body what the catalogue says is public.
 *
 * @param position  1, 2, 3… within its tenant's feed; nothing ever comes in below one that can be read
 * @param id        the {@code ce_id}, with {@code source} unique
 * @param source    {@code /<service>}, the {@code ce_source}
 * @param subject   the aggregate that the topic is keyed by
 * @param time      when it happened, by the producer's clock
 * @param sequence  as its producer counts; compares only events of one document
 * @param causationId the {@code ce_id} of what led to it; null when a request did
 * @param data      the public part of its body, a JSON object
 * @param origin    the context in which it was heard; null of what was heard before that was kept
 */
public record FeedEvent(
        TenantId tenantId,
        long position,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String sequence,
        String correlationId,
        @Nullable String causationId,
        String data,
        @Nullable MessageContext origin) {

    /** The same for every copy of it. */
    String key() {
        return source + "#" + id;
    }

    FeedEvent at(long place) {
        return new FeedEvent(
                tenantId, place, id, source, type, subject, time, sequence, correlationId, causationId, data, origin);
    }
}
