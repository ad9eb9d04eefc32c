package io.holdfast.loadtests.choreography;

import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** @param total in minor units */
@Document("orders")
record OrderDocument(
        @Id String id, @Version @Nullable Long version, String customerId, long total, Status status, Outbox outbox)
        implements OutboxDocument {

    enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }

    OrderDocument decided(Status decision, Outbox events) {
        return new OrderDocument(id, version, customerId, total, decision, events);
    }
}
