package io.holdfast.messaging.mongo;

import java.util.function.BiFunction;
import java.util.function.Function;

import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/**
 * Between an aggregate, its document and the wire; in each service the methods {@code Document.toDomain()},
 * {@code Document.of(…)} and {@code Bodies.of(aggregate, event)}.
 *
 * @param toDomain   the aggregate as stored
 * @param toDocument the document that takes the loaded one's place
 * @param tenantOf   whose it is
 * @param toWire     what an event of it says to others
 */
public record AggregateMapping<A, E, D extends OutboxDocument>(
        Function<D, A> toDomain,
        ToDocument<A, D> toDocument,
        Function<A, String> tenantOf,
        BiFunction<A, E, WireEvent> toWire) {

    /** The document that stores an aggregate. */
    @FunctionalInterface
    public interface ToDocument<A, D> {

        /**
         * @param loaded the document before, whose {@code @Version} the next one carries on; null for a new one
         * @param outbox with the decision's events
         */
        D of(A aggregate, @Nullable D loaded, Outbox outbox);
    }
}
