package io.holdfast.messaging.mongo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.client.model.ReplaceOneModel;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.OutboxSource;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.aggregates.Page;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * A collection whose documents hold state and the events it caused: one save stores both or neither, and hands the
 * events to the relay. No other write may change such a document.
 *
 * @param <D> has an {@code @Id}, a {@code @Version} and an outbox
 */
public final class Documents<D extends OutboxDocument> implements OutboxSource {

    private static final Logger log = LoggerFactory.getLogger(Documents.class);
    private static final int MOST_REMEMBERED = 1_000;

    private final MongoOperations mongo;
    private final Relay relay;
    private final Class<D> type;
    private final String collection;
    // Told once: the sweep meets them every second.
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    public Documents(MongoOperations mongo, Relay relay, Class<D> type) {
        this.mongo = mongo;
        this.relay = relay;
        this.type = type;
        this.collection = mongo.getCollectionName(type);
        declareIndexes();
        relay.register(this);
    }

    public Optional<D> find(String id) {
        return Optional.ofNullable(mongo.findById(id, type));
    }

    /** Those of them that there are, in one query. */
    List<D> findAll(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), type);
    }

    /** One page of what a query finds, as {@link PageQuery} reads it. */
    public Page<D> page(Query query, int page, int limit) {
        return PageQuery.find(mongo, query, page, limit, type);
    }

    /**
     * Inserts a new document or replaces the version that was loaded.
     *
     * @return the document as stored, with its new version
     * @throws org.springframework.dao.OptimisticLockingFailureException when somebody else changed it meanwhile
     * @throws org.springframework.dao.DuplicateKeyException when somebody else inserted it meanwhile
     * @see OptimisticRetry
     */
    public D save(D document) {
        D saved = mongo.save(document);
        relay.committed(this, saved.id(), saved.outbox());
        return saved;
    }

    /**
     * Replaces the versions that were loaded, all in one command, where each document alone would wait for the store. Events
     * go to the relay when all were replaced.
     *
     * @return the documents as stored, with their new versions, in the same order; empty when somebody else changed any of
     *     them meanwhile: then some may be replaced, which whoever decides on each again finds out
     */
    List<D> replaceAll(List<D> documents) {
        var writes = new ArrayList<ReplaceOneModel<Document>>(documents.size());
        documents.forEach(document -> writes.add(VersionedWrites.replace(mongo, document)));
        if (VersionedWrites.send(mongo, type, writes).getMatchedCount() < writes.size()) {
            return List.of();
        }
        var stored = new ArrayList<D>(writes.size());
        for (ReplaceOneModel<Document> write : writes) {
            D saved = mongo.getConverter().read(type, write.getReplacement());
            relay.committed(this, saved.id(), saved.outbox());
            stored.add(saved);
        }
        return stored;
    }

    /** What a write of a loaded document keeps of its outbox: all but what this instance has sent. */
    public Outbox unsentOf(D loaded) {
        return relay.withoutSent(loaded.outbox());
    }

    /** Sends a stored document's unsent events (again); used where a repeated message finds its work done. */
    public void resendPending(D document) {
        relay.committed(this, document.id(), document.outbox());
    }

    @Override
    public String name() {
        return collection;
    }

    @Override
    public List<Pending> findUnsent(Instant cutoff, int limit) {
        return pending(Criteria.where("outbox.unsent.at").lt(cutoff), limit);
    }

    @Override
    public List<Pending> findAhead(Instant instant, int limit) {
        return pending(Criteria.where("outbox.unsent.at").gt(instant), limit);
    }

    private List<Pending> pending(Criteria which, int limit) {
        var query = Query.query(which).limit(limit);
        // The outbox alone: it is all that is needed, and a document that no longer maps cannot stop the others' events.
        query.fields().include("outbox");
        var found = new ArrayList<Pending>();
        for (Document document : mongo.find(query, Document.class, collection)) {
            String id = String.valueOf(document.get("_id"));
            try {
                Outbox outbox = mongo.getConverter().read(Outbox.class, document.get("outbox", Document.class));
                found.add(new Pending(id, outbox.unsent()));
            } catch (RuntimeException e) {
                unreadable(id, e);
            }
        }
        return found;
    }

    private void unreadable(String id, RuntimeException failure) {
        if (unreadable.size() < MOST_REMEMBERED && unreadable.add(id)) {
            log.error("The outbox of {} {} cannot be read; its events are not sent", collection, id, failure);
        }
    }

    @Override
    public void remove(Map<String, ? extends Collection<String>> eventIdsByDocument) {
        BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, type);
        eventIdsByDocument.forEach((id, events) -> bulk.updateOne(
                Query.query(Criteria.where("_id").is(id)),
                new Update().pull("outbox.unsent", Query.query(Criteria.where("eventId").in(events)))));
        bulk.execute();
    }

    private void declareIndexes() {
        // Documents without unsent events have no entry, so the sweep reads only what is left behind.
        mongo.indexOps(type).createIndex(new Index().on("outbox.unsent.at", Sort.Direction.ASC).sparse());
    }
}
