package io.holdfast.defaults.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import io.holdfast.messaging.mongo.Aggregates;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/** Makes {@link DueWork} over what a collection says is due; a bean of every service with a store. */
public final class DueWorkFactory {

    private final Clock clock;
    private final MongoOperations mongo;
    private final MeterRegistry metrics;

    public DueWorkFactory(Clock clock, MongoOperations mongo, MeterRegistry metrics) {
        this.clock = clock;
        this.mongo = mongo;
        this.metrics = metrics;
    }

    /**
     * @param name         for logs
     * @param lookInterval pause between looks into the store
     * @param atOnce       how much work may be in hand at the same time
     */
    public Named named(String name, Duration lookInterval, int atOnce) {
        return new Named(name, lookInterval, atOnce, 1);
    }

    /** Due work that knows its name and pace, and not yet where it is stored. */
    public final class Named {

        private final String name;
        private final Duration lookInterval;
        private final int atOnce;
        private final int together;

        private Named(String name, Duration lookInterval, int atOnce, int together) {
            this.name = name;
            this.lookInterval = lookInterval;
            this.atOnce = atOnce;
            this.together = together;
        }

        /** @param most how much work that is due one hand may take at once, for {@link DueWork.Action#performAll} */
        public Named together(int most) {
            return new Named(name, lookInterval, atOnce, most);
        }

        /**
         * What aggregates have to do. Each write of one tells at once what it made due, so that it is done on time; what
         * another instance wrote, or a crash left, is found by the look into the store.
         *
         * @param field  the document's instant that {@code dueAt} is stored as, indexed
         * @param dueAt  when the aggregate has something to do; null for nothing, and for what only the look is to find
         * @param action gets the document's id
         */
        public <A> DueWork of(
                Aggregates<A, ?, ?> aggregates, String field, Function<A, @Nullable Instant> dueAt, DueWork.Action action) {
            DueWork work = of(aggregates.collection(), field, action);
            aggregates.afterCommit((decided, stored) -> {
                Instant at = dueAt.apply(decided.after());
                if (at != null) {
                    work.schedule(new DueWork.Due(stored.id(), at, stored.origin()));
                }
            });
            return work;
        }

        /** What documents of another kind say; it is found by the look into the store alone. */
        public DueWork of(Class<?> type, String field, DueWork.Action action) {
            return of(mongo.getCollectionName(type), field, action);
        }

        /** The same for a collection whose documents only their repository knows. */
        public DueWork of(String collection, String field, DueWork.Action action) {
            return new DueWork(
                    name, clock, lookInterval, atOnce, together, new DueDocuments(mongo, collection, field), action, metrics);
        }
    }
}
