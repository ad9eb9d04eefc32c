package io.holdfast.defaults.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

import com.mongodb.client.MongoCollection;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;

/**
 * Deletes what {@link DataRetention} says is over, in small batches, now and then. TTL indexes would follow the store's
 * clock instead of ours, and the embedded document server does not enforce them.
 *
 * <p>Any number of instances may do it at once: what is deleted is decided by the store, document by document. A
 * document with events that are not sent yet stays until they are.
 */
public final class RetentionSweep implements SmartLifecycle, LoopOwner {

    private static final Logger log = LoggerFactory.getLogger(RetentionSweep.class);

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    // A service that starts has people waiting for it.
    private static final Duration FIRST_AFTER = Duration.ofSeconds(30);
    private static final int BATCH = 200;
    // What is left after these waits for the next round, so that a backlog does not keep a store busy that has work to do.
    private static final int BATCHES_A_ROUND = 25;

    private final MongoOperations mongo;
    private final Clock clock;
    private final List<Rule> rules;
    private final DueWork work;
    private volatile Instant firstAt = Instant.MAX;

    /** @param period overrides a collection's period; null where it stands */
    RetentionSweep(
            MongoOperations mongo,
            Iterable<? extends MongoPersistentEntity<?>> entities,
            Clock clock,
            Function<String, @Nullable Duration> period) {
        this.mongo = mongo;
        this.clock = clock;
        var found = new ArrayList<Rule>();
        for (MongoPersistentEntity<?> entity : entities) {
            DataRetention retention = entity.findAnnotation(DataRetention.class);
            if (retention != null) {
                Duration override = period.apply(entity.getCollection());
                found.add(new Rule(
                        entity.getCollection(),
                        retention.since(),
                        override == null ? Duration.parse(retention.period()) : override));
            }
        }
        this.rules = List.copyOf(found);
        this.rules.forEach(this::declareIndex);
        this.work = new DueWork(
                "retention",
                clock,
                INTERVAL,
                1,
                (horizon, limit) -> this.rules.stream()
                        .map(rule -> new DueWork.Due(rule.collection(), firstAt))
                        .toList(),
                this::sweepOne);
    }

    /** One round over all collections now. */
    public void sweep() {
        rules.forEach(this::deleteWhatIsOver);
    }

    private void sweepOne(String collection) {
        rules.stream().filter(rule -> rule.collection().equals(collection)).forEach(this::deleteWhatIsOver);
    }

    private void deleteWhatIsOver(Rule rule) {
        Instant cutoff = clock.instant().minus(rule.period());
        MongoCollection<Document> documents = mongo.getCollection(rule.collection());
        long deleted = 0;
        for (int batch = 0; batch < BATCHES_A_ROUND; batch++) {
            List<Object> over = documents
                    .find(isOver(rule, cutoff))
                    .projection(new Document("_id", 1))
                    .sort(new Document(rule.since(), 1))
                    .limit(BATCH)
                    .map(found -> found.get("_id"))
                    .into(new ArrayList<>());
            long gone = over.isEmpty() ? 0 : delete(documents, rule, cutoff, over);
            deleted += gone;
            if (over.size() < BATCH || gone == 0) {
                break;
            }
        }
        if (deleted > 0) {
            log.info("{}: {} documents deleted that were older than {}", rule.collection(), deleted, rule.period());
        }
    }

    /** Asks again in the same breath: somebody may have written to it, or its events may be on their way. */
    private static long delete(MongoCollection<Document> documents, Rule rule, Instant cutoff, List<Object> ids) {
        Document filter = isOver(rule, cutoff)
                .append("_id", new Document("$in", ids))
                .append("outbox.unsent.0", new Document("$exists", false));
        return documents.deleteMany(filter).getDeletedCount();
    }

    private static Document isOver(Rule rule, Instant cutoff) {
        return new Document(rule.since(), new Document("$lt", Date.from(cutoff)));
    }

    private void declareIndex(Rule rule) {
        mongo.indexOps(rule.collection())
                .createIndex(new Index().on(rule.since(), Sort.Direction.ASC).sparse());
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return work.heartbeats();
    }

    @Override
    public void start() {
        if (!rules.isEmpty()) {
            firstAt = clock.instant().plus(FIRST_AFTER);
            work.start();
        }
    }

    @Override
    public void stop() {
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    private record Rule(String collection, String since, Duration period) {}
}
