package io.holdfast.loadtests.choreography;

import java.util.LinkedHashMap;
import java.util.Map;

import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * @param creditLimit in minor units
 * @param reserved what each order holds of it, by order id; so a repeated order reserves once
 */
@Document("customers")
record CustomerDocument(
        @Id String id, @Version @Nullable Long version, long creditLimit, Map<String, Long> reserved, Outbox outbox)
        implements OutboxDocument {

    boolean covers(long total) {
        return reserved.values().stream().mapToLong(Long::longValue).sum() + total <= creditLimit;
    }

    CustomerDocument reserve(String orderId, long total, Outbox events) {
        var more = new LinkedHashMap<>(reserved);
        more.put(orderId, total);
        return new CustomerDocument(id, version, creditLimit, more, events);
    }

    CustomerDocument with(Outbox events) {
        return new CustomerDocument(id, version, creditLimit, reserved, events);
    }
}
