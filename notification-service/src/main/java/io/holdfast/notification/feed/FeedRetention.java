package io.holdfast.notification.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.notification.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Drops what is too old from the beginning of a feed, place by place, and never the newest: its place says where the feed goes
 * on. First it is noted how far rows are dropped, then they are, so that no reader takes a gap for the beginning.
 */
@Component
public class FeedRetention {

    static final Duration PAUSE = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(FeedRetention.class);
    private static final int BATCH = 500;

    private final MongoOperations mongo;
    private final Feed feed;
    private final FeedSettings settings;
    private final Clock clock;

    FeedRetention(MongoOperations mongo, Feed feed, FeedSettings settings, Clock clock) {
        this.mongo = mongo;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
    }

    /** The collection in which a tenant's next look is due, by {@code dropAt}. */
    public static Class<?> dueIn() {
        return FeedLogDocument.class;
    }

    /** Drops what a tenant's feed has too much; when there is more of it than one look takes, the next one is at once. */
    public void drop(String tenant) {
        Instant cutoff = clock.instant().minus(settings.kept());
        long end = feed.end(new TenantId(tenant));
        Query oldest = ofTenant(tenant).with(Sort.by("position")).limit(BATCH);
        List<FeedEventDocument> old = mongo.find(oldest, FeedEventDocument.class).stream()
                .takeWhile(row -> row.storedAt().isBefore(cutoff) && row.position() < end)
                .toList();
        Instant next = old.size() == BATCH ? clock.instant() : clock.instant().plus(PAUSE);
        var noted = new Update().set("dropAt", next);
        if (!old.isEmpty()) {
            noted.max("droppedTo", old.getLast().position());
        }
        mongo.updateFirst(Query.query(Criteria.where("_id").is(tenant)), noted, FeedLogDocument.class);
        if (!old.isEmpty()) {
            Query dropped = Query.query(Criteria.where("tenantId").is(tenant).and("position").lte(old.getLast().position()));
            log.info("{} events of {} are older than {} and dropped from its feed",
                    mongo.remove(dropped, FeedEventDocument.class).getDeletedCount(), tenant, settings.kept());
        }
    }

    private static Query ofTenant(String tenant) {
        return Query.query(Criteria.where("tenantId").is(tenant));
    }
}
