package io.holdfast.availability.persistence;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.OptimisticRetry;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A collection that repeats what another service says, each document as of one event of its owner.
 *
 * @param <D> has an {@code @Id} and a {@code @Version}
 */
final class Projections<D extends Projections.Projection> {

    private final MongoOperations mongo;
    private final Class<D> type;

    Projections(MongoOperations mongo, Class<D> type) {
        this.mongo = mongo;
        this.type = type;
    }

    Optional<D> find(String id) {
        return Optional.ofNullable(mongo.findById(id, type));
    }

    /** Stores what {@code change} makes of the document, unless the event is not newer than what the document says. */
    void learn(String id, long sequence, Function<Optional<D>, Optional<D>> change) {
        OptimisticRetry.decide(() -> {
            Optional<D> known = find(id);
            if (known.isEmpty() || known.get().sequence() < sequence) {
                change.apply(known).ifPresent(mongo::save);
            }
            return known;
        });
    }

    /** As of which event of its owner. */
    interface Projection {
        long sequence();
    }
}
