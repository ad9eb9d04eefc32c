package io.holdfast.messaging.mongo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final int MOST_REMEMBERED = 1_000;
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(2);

    private final MongoOperations mongo;
    private final Class<D> type;
    private final boolean remembering;
    // Both guarded by the map.
    private final Map<String, Remembered<D>> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered<D>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private long changes;

    public Projections(MongoOperations mongo, Class<D> type) {
        this(mongo, type, false);
    }

    private Projections(MongoOperations mongo, Class<D> type, boolean remembering) {
        this.mongo = mongo;
        this.type = type;
        this.remembering = remembering;
    }

    /**
     * For what is read far more often than it changes. What was found is remembered, until this instance projects something
     * new of it, and no longer than two seconds, since another instance may.
     */
    public static <D> Projections<D> remembering(MongoOperations mongo, Class<D> type) {
        return new Projections<>(mongo, type, true);
    }

    private record Remembered<D>(D document, long since) {}

    public Optional<D> find(String id) {
        if (!remembering) {
            return read(id);
        }
        long before;
        synchronized (remembered) {
            Remembered<D> known = remembered.get(id);
            if (known != null && System.nanoTime() - known.since() < REMEMBERED_FOR.toNanos()) {
                return Optional.of(known.document());
            }
            before = changes;
        }
        Optional<D> found = read(id);
        synchronized (remembered) {
            if (found.isPresent() && changes == before) {
                remembered.put(id, new Remembered<>(found.get(), System.nanoTime()));
            }
        }
        return found;
    }

    private Optional<D> read(String id) {
        return Optional.ofNullable(mongo.findById(id, type));
    }

    private void forget(String id) {
        synchronized (remembered) {
            remembered.remove(id);
            changes++;
        }
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
            Optional<D> known = read(id);
            if (known.isEmpty() || asOf.applyAsLong(known.get()) < sequence) {
                change.apply(known).ifPresent(mongo::save);
                forget(id);
            }
            return known;
        });
    }
}
