package io.holdfast.notification.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.web.Cursor;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The audit log: an entry an action, whichever of its two events comes first and however often. */
@Component
public class AuditLog {

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "place");

    private final MongoOperations mongo;

    AuditLog(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Keeps what was attempted, unless it is known already. */
    public void attempted(AuditEntryDocument entry) {
        try {
            mongo.insert(entry);
        } catch (DuplicateKeyException e) {
            log.debug("{} is known already", entry.id(), e);
        }
    }

    /** Keeps how it ended: that says all that its attempt says. */
    public void ended(AuditEntryDocument entry) {
        mongo.save(entry);
    }

    /** The latest first; behind a cursor one more than is asked for. */
    Page<AuditEntryDocument> list(AuditQuery wanted, CursorPaging paging) {
        Cursor after = paging.after();
        if (after == null) {
            return PageQuery.find(
                    mongo,
                    query(wanted, null).with(NEWEST_FIRST),
                    paging.page(),
                    paging.limit(),
                    AuditEntryDocument.class);
        }
        String place = AuditEntryDocument.placeOf(after.at(), after.id());
        return new Page<>(
                mongo.find(query(wanted, place).with(NEWEST_FIRST).limit(paging.limit() + 1), AuditEntryDocument.class),
                mongo.count(query(wanted, null), AuditEntryDocument.class));
    }

    /** @param after null for all of them */
    private static Query query(AuditQuery wanted, @Nullable String after) {
        var demands = new ArrayList<Criteria>();
        demands.add(Criteria.where("tenantId").is(wanted.tenant().value()));
        demand(demands, "subjects", wanted.subject());
        demand(demands, "actor", wanted.actor());
        demand(demands, "action", wanted.action());
        if (wanted.from() != null) {
            demands.add(Criteria.where("place").gte(AuditEntryDocument.placeOf(wanted.from(), "")));
        }
        Stream.of(wanted.to() == null ? "" : AuditEntryDocument.placeOf(wanted.to(), ""), after == null ? "" : after)
                .filter(end -> !end.isEmpty())
                .forEach(end -> demands.add(Criteria.where("place").lt(end)));
        return Query.query(new Criteria().andOperator(demands));
    }

    private static void demand(List<Criteria> demands, String field, @Nullable String value) {
        if (value != null) {
            demands.add(Criteria.where(field).is(value));
        }
    }
}
