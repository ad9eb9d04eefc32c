package io.holdfast.messaging;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An event in its envelope: the CloudEvents attributes and the JSON body, as it waits in a document and as it travels.
 *
 * @param eventId     unique; the {@code ce_id}
 * @param type        wire type, the {@code ce_type}
 * @param source      the producing service, the {@code ce_source}
 * @param key         the Kafka key and {@code ce_subject}
 * @param tenantId    extension {@code tenantid}
 * @param at          when it happened, UTC, to the millisecond; the {@code ce_time}
 * @param sequence    1, 2, 3… within the document that it comes from; extension {@code sequence}
 * @param correlationId the request that began it all; extension {@code correlationid}
 * @param causationId   the event that caused this one, or null when a request did; extension {@code causationid}
 * @param traceparent W3C trace context at the moment of writing, restored when the relay sends
 * @param tracestate  beside it, what the tracing systems on the way have to say
 * @param data        the body, JSON
 */
public record OutboxEntry(
        String eventId,
        String type,
        String source,
        String key,
        String tenantId,
        Instant at,
        long sequence,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String tracestate,
        String data) {

    /** The same event in another trace context. */
    OutboxEntry within(String traceparent, @Nullable String tracestate) {
        return new OutboxEntry(
                eventId, type, source, key, tenantId, at, sequence, correlationId, causationId, traceparent, tracestate, data);
    }
}
