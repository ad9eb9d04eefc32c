package io.holdfast.booking.deadletters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.holdfast.booking.deadletters.DeadLetterDocument.Header;
import io.holdfast.booking.deadletters.DeadLetterDocument.Status;
import io.holdfast.defaults.DerivedId;
import io.holdfast.defaults.access.AccessSettings;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.DeadLetterHeaders;
import io.holdfast.messaging.DeadLetterReader;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.mongo.PageQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * All services' dead letters, each its tenant's. One that does not say whose it is, because that is what is wrong with it,
 * is the public tenant's: somebody has to see it, and those are the platform's own admins.
 */
@Component
class DeadLetters implements DeadLetterReader {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MOST_HEADERS = 1_000;
    /** Per tenant; then the oldest go. A flood would otherwise fill the store before its retention ends. */
    private static final int MOST_KEPT = 10_000;

    private final MongoOperations mongo;
    private final Clock clock;
    private final String publicTenant;

    DeadLetters(MongoOperations mongo, Clock clock, AccessSettings access) {
        this.mongo = mongo;
        this.clock = clock;
        this.publicTenant = access.publicTenant();
    }

    /** What became of a request for a replay. */
    sealed interface Replay {

        record Accepted(DeadLetterDocument letter) implements Replay {}

        record AlreadyReplayed(DeadLetterDocument letter) implements Replay {}

        record NotKept(DeadLetterDocument letter) implements Replay {}
    }

    @Override
    public String group() {
        return "booking-service.dead-letters";
    }

    @Override
    public void take(RawEvent letter) {
        DeadLetterDocument document = document(letter);
        try {
            mongo.insert(document);
        } catch (DuplicateKeyException e) {
            log.debug("Dead letter {} was taken in before", document.id());
            return;
        }
        dropTheOldest(document.tenantId());
    }

    private DeadLetterDocument document(RawEvent letter) {
        Map<String, String> headers = letter.headers();
        String origin = headers.getOrDefault(DeadLetterHeaders.ORIGIN, letter.origin());
        String group = headers.getOrDefault(DeadLetterHeaders.GROUP, "unknown");
        String replayOf = headers.get(DeadLetterHeaders.REPLAY_OF);
        String eventId = headers.get(CloudEvents.ID);
        byte[] body = letter.body();
        String size = headers.get(DeadLetterHeaders.BODY_SIZE);
        return new DeadLetterDocument(
                // From what it is, so that parking it twice, as after a crash, is parking it once.
                DerivedId.of(group, origin, String.valueOf(eventId), String.valueOf(replayOf)).toString(),
                tenant(headers.get(CloudEvents.TENANT)),
                origin.replaceFirst("-\\d+@\\d+$", ""),
                group,
                origin,
                headers.get(CloudEvents.TYPE),
                eventId,
                headers.get(CloudEvents.SUBJECT),
                headers.get(CloudEvents.CORRELATION),
                headers.getOrDefault(DeadLetterHeaders.CAUSE, ""),
                headers.getOrDefault(DeadLetterHeaders.EXCEPTION, ""),
                headers.entrySet().stream()
                        .limit(MOST_HEADERS)
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .toList(),
                letter.key(),
                body,
                size != null && size.matches("\\d{1,18}") ? Long.parseLong(size) : body == null ? 0 : body.length,
                headers.get(DeadLetterHeaders.BODY_SHA256),
                clock.instant(),
                replayOf,
                null,
                null,
                null,
                null);
    }

    private String tenant(@Nullable String header) {
        return header != null && TENANT.matcher(header).matches() ? header : publicTenant;
    }

    private void dropTheOldest(String tenant) {
        Query ofTenant = Query.query(Criteria.where("tenantId").is(tenant));
        long tooMany = mongo.count(ofTenant, DeadLetterDocument.class) - MOST_KEPT;
        if (tooMany > 0) {
            ofTenant.with(Sort.by("at")).limit((int) Math.min(tooMany, MOST_KEPT));
            ofTenant.fields().include("_id");
            List<Object> oldest = mongo.find(ofTenant, org.bson.Document.class, mongo.getCollectionName(DeadLetterDocument.class))
                    .stream()
                    .map(found -> found.get("_id"))
                    .toList();
            mongo.remove(Query.query(Criteria.where("_id").in(oldest)), DeadLetterDocument.class);
            log.warn("{} dead letters of {} were dropped: more than {} are not kept", oldest.size(), tenant, MOST_KEPT);
        }
    }

    /** The newest first. @param status null for all but those that were discarded */
    Paged<DeadLetterDocument> page(String tenant, @Nullable Status status, Paging asked) {
        Criteria wanted = Criteria.where("tenantId").is(tenant).and("discardedAt").exists(status == Status.DISCARDED);
        if (status == Status.OPEN || status == Status.REPLAYED) {
            wanted = wanted.and("replayedAt").exists(status == Status.REPLAYED);
        }
        Query query = Query.query(wanted)
                .with(Sort.by(Sort.Order.desc("at"), Sort.Order.desc("_id")));
        return Paged.of(PageQuery.find(mongo, query, asked.page(), asked.limit(), DeadLetterDocument.class), asked);
    }

    /** Whatever became of it. */
    Optional<DeadLetterDocument> find(String tenant, String id) {
        return find(id).filter(letter -> letter.tenantId().equals(tenant));
    }

    private Optional<DeadLetterDocument> findKept(String tenant, String id) {
        return Optional.ofNullable(mongo.findOne(ofTenant(tenant, id), DeadLetterDocument.class));
    }

    Optional<DeadLetterDocument> find(String id) {
        return Optional.ofNullable(mongo.findById(id, DeadLetterDocument.class));
    }

    /** Remembers that it is to be replayed, once and for all; empty when there is no such letter of this tenant. */
    Optional<Replay> replay(String tenant, String id, String by) {
        Optional<DeadLetterDocument> found = findKept(tenant, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DeadLetterDocument letter = found.get();
        if (!letter.isKeptWhole()) {
            return Optional.of(new Replay.NotKept(letter));
        }
        Instant now = clock.instant();
        Query notYet = ofTenant(tenant, id).addCriteria(Criteria.where("replayedAt").exists(false));
        Update asked = new Update().set("replayedAt", now).set("replayedBy", by).set("replayDueAt", now);
        DeadLetterDocument accepted = mongo.findAndModify(
                notYet, asked, FindAndModifyOptions.options().returnNew(true), DeadLetterDocument.class);
        if (accepted == null) {
            return Optional.of(new Replay.AlreadyReplayed(find(tenant, id).orElse(letter)));
        }
        log.info(
                "Dead letter {} ({} of {}, parked by {}) of tenant {} is replayed by {}",
                id, letter.eventType(), letter.origin(), letter.group(), tenant, by);
        return Optional.of(new Replay.Accepted(accepted));
    }

    /** What became of a request to take it away. */
    enum Discard {
        DONE,
        /** It is just being replayed. */
        TOO_EARLY,
        UNKNOWN
    }

    /** Takes it away for good; where it stands on its topic, it stays as long as that keeps it. */
    Discard discard(String tenant, String id, String by) {
        Query idle = ofTenant(tenant, id).addCriteria(Criteria.where("replayDueAt").exists(false));
        var gone = new Update().set("discardedAt", clock.instant()).set("headers", List.of()).unset("body");
        if (mongo.updateFirst(idle, gone, DeadLetterDocument.class).getMatchedCount() == 0) {
            return findKept(tenant, id).isPresent() ? Discard.TOO_EARLY : Discard.UNKNOWN;
        }
        log.info("Dead letter {} of tenant {} is discarded by {}", id, tenant, by);
        return Discard.DONE;
    }

    void replaySent(String id) {
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(id)), new Update().unset("replayDueAt"), DeadLetterDocument.class);
    }

    private static Query ofTenant(String tenant, String id) {
        return Query.query(Criteria.where("_id").is(id).and("tenantId").is(tenant).and("discardedAt").exists(false));
    }
}
