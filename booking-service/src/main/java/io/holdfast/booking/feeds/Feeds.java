package io.holdfast.booking.feeds;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.booking.application.ManageTokens;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Whose feeds there are. A secret follows from the platform's own secret and the feed's id, so its owner can be shown it again
 * although only its hash is stored; who reads the store can read nobody's calendar.
 */
@Component
public class Feeds {

    private final MongoOperations mongo;
    private final ManageTokens tokens;
    private final Clock clock;

    Feeds(MongoOperations mongo, ManageTokens tokens, Clock clock) {
        this.mongo = mongo;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param secret for its owner alone */
    record Feed(FeedDocument document, String secret) {}

    /** The caller's; empty when they have none, or when the platform's secret is another than it was then. */
    Optional<Feed> find(Caller caller) {
        return stored(caller).map(this::feed).filter(Feeds::isShowable);
    }

    /** Makes the caller's, unless somebody was faster; in place of one whose secret nobody can be shown any more. */
    Feed make(Caller caller) {
        Optional<Feed> there = stored(caller).map(this::feed);
        if (there.filter(Feeds::isShowable).isPresent()) {
            return there.get();
        }
        there.ifPresent(lost -> mongo.remove(
                Query.query(Criteria.where("_id").is(idOf(caller)).and("feedId").is(lost.document().feedId())),
                FeedDocument.class));
        String feedId = UUID.randomUUID().toString();
        String secret = tokens.feedSecret(feedId);
        var made = new FeedDocument(
                idOf(caller),
                caller.tenantId(),
                subjectOf(caller),
                caller.is(Role.PROFESSIONAL),
                feedId,
                DigestUtils.sha256Hex(secret),
                clock.instant());
        try {
            mongo.insert(made);
        } catch (DuplicateKeyException e) {
            // The same person asked twice at the same moment, and the other request was faster.
            return find(caller).orElseThrow(() -> e);
        }
        return new Feed(made, secret);
    }

    private Optional<FeedDocument> stored(Caller caller) {
        return Optional.ofNullable(mongo.findById(idOf(caller), FeedDocument.class));
    }

    private Feed feed(FeedDocument document) {
        return new Feed(document, tokens.feedSecret(document.feedId()));
    }

    private static boolean isShowable(Feed feed) {
        return feed.document().secretHash().equals(DigestUtils.sha256Hex(feed.secret()));
    }

    /** @return false when they had none */
    boolean revoke(Caller caller) {
        return mongo.remove(Query.query(Criteria.where("_id").is(idOf(caller))), FeedDocument.class).getDeletedCount() > 0;
    }

    Optional<FeedDocument> opened(String secret) {
        var query = Query.query(Criteria.where("secretHash").is(DigestUtils.sha256Hex(secret)));
        return Optional.ofNullable(mongo.findOne(query, FeedDocument.class));
    }

    /** The id of somebody's feed. */
    public static String idOf(String tenant, String subject) {
        return FeedDocument.idOf(tenant, subject);
    }

    private static String idOf(Caller caller) {
        return FeedDocument.idOf(caller.tenantId(), subjectOf(caller));
    }

    private static String subjectOf(Caller caller) {
        return Objects.requireNonNull(caller.subject(), "nobody without a token comes here");
    }
}
