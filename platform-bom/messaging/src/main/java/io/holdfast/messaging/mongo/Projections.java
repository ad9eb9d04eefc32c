package io.holdfast.messaging.mongo;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.holdfast.messaging.OptimisticRetry;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A projection: documents that repeat what other services say, each as of a certain event of its owner. Where two owners
 * speak of one document, each of them has its part of it, with a sequence of its own.
 *
 * @param <D> has an {@code @Id} and a {@code @Version}
 */
public final class Projections<D> {

    private final MongoOperations mongo;
    private final Class<D> type;

    public Projections(MongoOperations mongo, Class<D> type) {
        this.mongo = mongo;
        this.type = type;
    }

    public Optional<D> find(String id) {
        return Optional.ofNullable(mongo.findById(id, type));
    }

    /**
     * Stores what {@code change} makes of the document, unless the event is not newer than what the document says.
     *
     * @param sequence of the event
     * @param asOf     the sequence of the event that the document's part is as of; below any event's where it has none yet
     * @param change   gets the document, or empty when there is none; answers empty when none is to be made
     */
    public void project(
            String id, long sequence, ToLongFunction<D> asOf, Function<Optional<D>, Optional<D>> change) {
        OptimisticRetry.decide(() -> {
            Optional<D> known = find(id);
            if (known.isEmpty() || asOf.applyAsLong(known.get()) < sequence) {
                change.apply(known).ifPresent(mongo::save);
            }
            return known;
        });
    }
}
