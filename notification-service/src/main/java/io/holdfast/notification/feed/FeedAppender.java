package io.holdfast.notification.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import io.holdfast.messaging.RetryLater;
import io.holdfast.notification.TenantId;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Appends to the feeds. A row goes to the place after the newest, and its {@code _id} is that place: of two instances that
 * want the same one the store refuses the second, which looks again and takes the next. Nobody hands places out, so nobody
 * can die with one, and no row ever comes in below another.
 *
 * <p>Events of a tenant that come together go in with one command, whose rows are stored one after the other: a crash leaves
 * the first of them, and the others come again.
 */
@Component
public class FeedAppender {

    private static final Logger log = LoggerFactory.getLogger(FeedAppender.class);

    private static final int MOST_TOGETHER = 100;
    /** Lost to other instances; each time somebody else got on. */
    private static final int MOST_RACES = 50;

    private final MongoOperations mongo;
    private final Feed feed;
    private final Clock clock;
    // One per tenant that was heard of here.
    private final Map<TenantId, Queued> queues = new ConcurrentHashMap<>();
    private final List<Consumer<TenantId>> afterAppend = new CopyOnWriteArrayList<>();

    FeedAppender(MongoOperations mongo, Feed feed, Clock clock) {
        this.mongo = mongo;
        this.feed = feed;
        this.clock = clock;
    }

    /** Something to do once events of a tenant are in its feed; also when they were before, as it may not have been done then. */
    public void afterAppend(Consumer<TenantId> hook) {
        afterAppend.add(hook);
    }

    /**
     * Returns once it is in its tenant's feed, this time or before.
     *
     * @param event without a place
     */
    void append(FeedEvent event) {
        Queued queue = queues.computeIfAbsent(event.tenantId(), Queued::new);
        var waiting = new Waiting(event, new CompletableFuture<>());
        queue.waiting.add(waiting);
        // Who is first stores also what others bring meanwhile.
        queue.turn.lock();
        try {
            while (!waiting.stored().isDone()) {
                queue.storeNext();
            }
        } finally {
            queue.turn.unlock();
        }
        waiting.stored().join();
    }

    private record Waiting(FeedEvent event, CompletableFuture<Boolean> stored) {}

    /** What is to be appended to the feed of one tenant. */
    private final class Queued {

        private final TenantId tenantId;
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
        private final ReentrantLock turn = new ReentrantLock();
        // Guarded by the turn.
        private boolean hasLog;

        Queued(TenantId tenantId) {
            this.tenantId = tenantId;
        }

        /** Of those that go together each is stored or fails; nobody is left without an answer. */
        void storeNext() {
            var together = new ArrayList<Waiting>();
            for (Waiting next = waiting.poll(); next != null; next = together.size() < MOST_TOGETHER ? waiting.poll() : null) {
                together.add(next);
            }
            try {
                beginLog();
                store(together.stream().map(Waiting::event).toList());
                afterAppend.forEach(hook -> hook.accept(tenantId));
                together.forEach(each -> each.stored().complete(true));
            } catch (RuntimeException | Error e) {
                together.forEach(each -> each.stored().completeExceptionally(e));
                throw e;
            }
        }

        private void beginLog() {
            if (!hasLog) {
                try {
                    mongo.insert(new FeedLogDocument(tenantId.value(), 0, clock.instant().plus(FeedRetention.PAUSE)));
                } catch (DuplicateKeyException e) {
                    log.debug("The feed of {} was begun before", tenantId.value(), e);
                }
                hasLog = true;
            }
        }

        private void store(List<FeedEvent> events) {
            List<FeedEvent> open = distinct(events);
            for (int race = 0; race < MOST_RACES && !open.isEmpty(); race++) {
                // Looked up each time: a place that was the next one long ago may be free again, its row dropped.
                int stored = insert(open, feed.end(tenantId));
                open = open.subList(stored, open.size());
                if (!open.isEmpty()) {
                    // Somebody has taken the next place, or one of these is there already.
                    open = notThere(open);
                }
            }
            if (!open.isEmpty()) {
                throw new RetryLater("Others append faster to the feed of " + tenantId.value(), null);
            }
        }

        /** @return how many of them are stored, from the first, at the places after {@code end} */
        private int insert(List<FeedEvent> events, long end) {
            Instant now = clock.instant();
            var rows = new ArrayList<Document>(events.size());
            for (FeedEvent event : events) {
                var row = new Document();
                mongo.getConverter().write(FeedEventDocument.of(event.at(end + rows.size() + 1), now), row);
                rows.add(row);
            }
            Integer stored = mongo.execute(FeedEventDocument.class, all -> {
                try {
                    // In order: the first that is refused ends it, and no row is left without the one before it.
                    all.insertMany(rows, new InsertManyOptions().ordered(true));
                    return rows.size();
                } catch (MongoBulkWriteException e) {
                    BulkWriteError refused = e.getWriteErrors().isEmpty() ? null : e.getWriteErrors().getFirst();
                    if (refused == null || refused.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                        throw e;
                    }
                    return refused.getIndex();
                }
            });
            return stored == null ? 0 : stored;
        }

        private List<FeedEvent> notThere(List<FeedEvent> events) {
            Query those = Query.query(Criteria.where("event").in(events.stream().map(FeedEvent::key).toList()));
            Set<String> there = mongo.find(those, FeedEventDocument.class).stream()
                    .map(FeedEventDocument::event)
                    .collect(Collectors.toSet());
            return events.stream().filter(event -> !there.contains(event.key())).toList();
        }
    }

    private static List<FeedEvent> distinct(List<FeedEvent> events) {
        return List.copyOf(events.stream()
                .collect(Collectors.toMap(FeedEvent::key, event -> event, (first, copy) -> first, LinkedHashMap::new))
                .values());
    }
}
