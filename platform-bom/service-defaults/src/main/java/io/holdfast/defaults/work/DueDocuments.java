package io.holdfast.defaults.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.messaging.MessageContext;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The documents of a collection that are due, by a field that holds when. Of each only that field, its id and where it
 * comes from are read, and not as the document's class: one that no longer maps cannot keep the others from being found.
 */
public final class DueDocuments implements DueWork.Source {

    private static final Logger log = LoggerFactory.getLogger(DueDocuments.class);
    private static final int MOST_REMEMBERED = 1_000;
    private static final String ORIGIN = "origin";

    private final MongoOperations mongo;
    private final String collection;
    private final String field;
    // Told once: the next look meets them again.
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    /**
     * @param type  the document's class, for its collection
     * @param field an instant, indexed; documents without it are not due
     */
    public DueDocuments(MongoOperations mongo, Class<?> type, String field) {
        this(mongo, mongo.getCollectionName(type), field);
    }

    /** The same for a collection whose documents only their repository knows. */
    public DueDocuments(MongoOperations mongo, String collection, String field) {
        this.mongo = mongo;
        this.collection = collection;
        this.field = field;
    }

    @Override
    public List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        var query = Query.query(Criteria.where(field).lte(horizon)).with(Sort.by(field)).limit(limit);
        query.fields().include(field, ORIGIN);
        var due = new ArrayList<DueWork.Due>();
        for (Document found : mongo.find(query, Document.class, collection)) {
            if (found.get("_id") instanceof String id && found.get(field) instanceof Date at) {
                due.add(new DueWork.Due(id, at.toInstant(), originOf(found)));
            } else {
                tell(String.valueOf(found.get("_id")));
            }
        }
        return due;
    }

    private @Nullable MessageContext originOf(Document found) {
        try {
            return found.get(ORIGIN) instanceof Document origin
                    ? mongo.getConverter().read(MessageContext.class, origin)
                    : null;
        } catch (RuntimeException e) {
            // It has a trace of its own then; what is due is done all the same.
            log.debug("{} {} does not know where it comes from", collection, found.get("_id"), e);
            return null;
        }
    }

    private void tell(String id) {
        if (unreadable.size() < MOST_REMEMBERED && unreadable.add(id)) {
            log.error("{} {} is due at something that is no instant, or its id is no text; it is passed over", collection, id);
        }
    }
}
