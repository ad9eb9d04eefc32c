package io.holdfast.messaging.mongo;

import java.util.List;

import io.holdfast.messaging.aggregates.Page;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** Reads one page of what a query finds. */
public final class PageQuery {

    private PageQuery() {}

    /**
     * @param query with its sort, which must settle the order of any two, so that no page repeats or skips one
     * @param page  1, and so on; one beyond the last is empty
     */
    public static <D> Page<D> find(MongoOperations mongo, Query query, int page, int limit, Class<D> type) {
        long total = mongo.count(query, type);
        long offset = (page - 1L) * limit;
        if (offset >= total) {
            // Also because Spring Data takes the offset for an int, by which a large one becomes none.
            return new Page<>(List.of(), total);
        }
        return new Page<>(mongo.find(query.skip(offset).limit(limit), type), total);
    }
}
