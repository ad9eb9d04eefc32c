package io.holdfast.notification.feed;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.mongodb.ReadConcern;
import io.holdfast.notification.TenantId;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * The feeds of all tenants, to be read. A tenant's places have no gap, since a row is stored at a place only when the one
 * before it is there ({@link FeedAppender}). So whoever has read up to a place has seen all that will ever be at or below
 * it, and can go on from there for good.
 */
@Component
public class Feed {

    /** Places that one read looks at, however few of their events are wanted. */
    static final int MOST_LOOKED_AT = 2_000;

    private final MongoOperations mongo;

    Feed(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * What comes after a place, in order.
     *
     * @param types those that are wanted
     * @param limit at most so many events
     * @return empty when some of what comes after is not kept any more, so that it cannot be read without a gap
     */
    public Optional<FeedPage> read(TenantId tenantId, long after, Set<String> types, int limit) {
        long end = end(tenantId);
        long last = Math.min(end, after + MOST_LOOKED_AT);
        List<FeedEvent> events = last <= after || types.isEmpty() ? List.of() : find(tenantId, after, last, types, limit);
        // Afterwards: rows are dropped only once this says that they are.
        if (after < start(tenantId)) {
            return Optional.empty();
        }
        long next = events.size() < limit ? Math.max(after, last) : events.getLast().position();
        return Optional.of(new FeedPage(events, next, next < end));
    }

    private List<FeedEvent> find(TenantId tenantId, long after, long last, Set<String> types, int limit) {
        Query query = settled(Criteria.where("tenantId").is(tenantId.value())
                        .and("position").gt(after).lte(last)
                        .and("type").in(types))
                .with(Sort.by("position"))
                .limit(limit);
        return mongo.find(query, FeedEventDocument.class).stream().map(FeedEventDocument::toDomain).toList();
    }

    /** The events at these places, as far as they are kept, in order. */
    public List<FeedEvent> at(TenantId tenantId, Collection<Long> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        Query query = settled(Criteria.where("tenantId").is(tenantId.value()).and("position").in(positions))
                .with(Sort.by("position"));
        return mongo.find(query, FeedEventDocument.class).stream().map(FeedEventDocument::toDomain).toList();
    }

    /** The place of the newest; 0 before the first. */
    public long end(TenantId tenantId) {
        Query query = settled(Criteria.where("tenantId").is(tenantId.value()))
                .with(Sort.by(Sort.Direction.DESC, "position"))
                .limit(1);
        query.fields().include("position");
        FeedPlace newest = mongo.findOne(query, FeedPlace.class, mongo.getCollectionName(FeedEventDocument.class));
        return newest == null ? 0 : newest.position();
    }

    /** The place before the oldest that is kept: who begins to read begins after it. */
    public long start(TenantId tenantId) {
        FeedLogDocument log = mongo.findById(tenantId.value(), FeedLogDocument.class);
        return log == null ? 0 : log.droppedTo();
    }

    /** What a majority of the servers has: what only one has may be gone after that one, and something else in its place. */
    private static Query settled(Criteria criteria) {
        return Query.query(criteria).withReadConcern(ReadConcern.MAJORITY);
    }

    /** All that is read of a row to know its place. */
    record FeedPlace(long position) {}
}
