package io.holdfast.defaults.architecture.seeded.persistence;

import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.messaging.mongo.OutboxDocument;

/** Seeded: an aggregate's document that is stored beside {@code Aggregates}, and that nobody can map. */
public class SideDoor {

    public record Slip(String id, Outbox outbox) implements OutboxDocument {}

    public Slip store(Documents<Slip> slips, Slip slip) {
        return slips.save(slip);
    }
}
