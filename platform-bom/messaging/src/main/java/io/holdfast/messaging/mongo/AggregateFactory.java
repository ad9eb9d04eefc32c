package io.holdfast.messaging.mongo;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Relay;
import org.springframework.data.mongodb.core.MongoOperations;

/** Makes the repositories of a service's aggregates; a bean of every service that stores any. */
public final class AggregateFactory {

    private final MongoOperations mongo;
    private final Relay relay;
    private final EventWriter events;

    public AggregateFactory(MongoOperations mongo, Relay relay, EventWriter events) {
        this.mongo = mongo;
        this.relay = relay;
        this.events = events;
    }

    /** The aggregates that are stored as documents of {@code type}. */
    public <A, E, D extends OutboxDocument> Aggregates<A, E, D> of(Class<D> type, AggregateMapping<A, E, D> mapping) {
        return new Aggregates<>(mongo, relay, events, type, mapping);
    }
}
