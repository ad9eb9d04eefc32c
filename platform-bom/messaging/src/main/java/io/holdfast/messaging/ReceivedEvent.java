package io.holdfast.messaging;

import java.time.Instant;

/**
 * An event that reached a subscription.
 *
 * @param id       the {@code ce_id}; the same event may arrive more than once
 * @param type     the {@code ce_type}
 * @param key      the aggregate named by the topic
 * @param tenantId whose it is
 * @param at       when it happened, by the producer's clock
 * @param sequence position within the document that it comes from; a projection drops what is not newer
 * @param body     the fields that this consumer declared
 */
public record ReceivedEvent<T>(
        String id, String type, String key, String tenantId, Instant at, long sequence, T body) {}
