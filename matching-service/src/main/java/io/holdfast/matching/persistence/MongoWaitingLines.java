package io.holdfast.matching.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.LineId;
import io.holdfast.matching.domain.waitlist.LineSearch;
import io.holdfast.matching.domain.waitlist.WaitingEvent;
import io.holdfast.matching.domain.waitlist.WaitingLine;
import io.holdfast.matching.domain.waitlist.WaitingLines;
import io.holdfast.matching.events.WaitlistBodies;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** One document per line; of those that are looked for by what has become free, one query finds which there are. */
@Component
class MongoWaitingLines implements WaitingLines {

    private static final Sort LATEST_FIRST = Sort.by(Sort.Order.desc("date"), Sort.Order.asc("_id"));

    private final MongoOperations mongo;
    private final Aggregates<WaitingLine, WaitingEvent, WaitingLineDocument> lines;

    MongoWaitingLines(MongoOperations mongo, Aggregates<WaitingLine, WaitingEvent, WaitingLineDocument> lines) {
        this.mongo = mongo;
        this.lines = lines;
    }

    @Bean
    static Aggregates<WaitingLine, WaitingEvent, WaitingLineDocument> waitingLineAggregates(AggregateFactory aggregates) {
        return aggregates.of(WaitingLineDocument.class, new AggregateMapping<>(
                WaitingLineDocument::toDomain, WaitingLineDocument::of, line -> line.id().tenant().value(), WaitlistBodies::of));
    }

    @Override
    public Optional<WaitingLine> findByEntry(TenantId tenant, Collection<String> entryIds) {
        return first(Criteria.where("tenantId").is(tenant.value()).and("entryIds").in(entryIds));
    }

    @Override
    public Optional<WaitingLine> findByOffer(TenantId tenant, String bookingId) {
        return first(Criteria.where("tenantId").is(tenant.value()).and("offers").is(bookingId));
    }

    private Optional<WaitingLine> first(Criteria wanted) {
        return Optional.ofNullable(mongo.findOne(Query.query(wanted), WaitingLineDocument.class))
                .map(WaitingLineDocument::toDomain);
    }

    @Override
    public List<LineId> existing(List<LineId> ids) {
        var wanted = Query.query(Criteria.where("_id").in(ids.stream().map(LineId::toString).toList()));
        wanted.fields().include("_id");
        Set<String> there = mongo.find(wanted, Document.class, lines.collection()).stream()
                .map(document -> document.getString("_id"))
                .collect(Collectors.toSet());
        return ids.stream().filter(id -> there.contains(id.toString())).toList();
    }

    @Override
    public List<WaitingLine> ofClient(TenantId tenant, String key) {
        var wanted = Criteria.where("tenantId").is(tenant.value()).and("clients").is(key);
        return mongo.find(Query.query(wanted).with(LATEST_FIRST).limit(MOST_OF_A_CLIENT), WaitingLineDocument.class).stream()
                .map(WaitingLineDocument::toDomain)
                .toList();
    }

    @Override
    public List<WaitingLine> ofMove(TenantId tenant, String bookingId) {
        var wanted = Criteria.where("tenantId").is(tenant.value()).and("moves").is(bookingId);
        return mongo.find(Query.query(wanted).limit(MOST_OF_A_CLIENT), WaitingLineDocument.class).stream()
                .map(WaitingLineDocument::toDomain)
                .toList();
    }

    @Override
    public Page<WaitingLine> search(LineSearch search, int page, int limit) {
        var wanted = Criteria.where("tenantId").is(search.tenant().value());
        if (search.kind() != null && search.subject() != null) {
            wanted = wanted.and("kind").is(search.kind().name()).and("subject").is(search.subject());
        }
        if (search.date() != null) {
            wanted = wanted.and("date").is(search.date().toString());
        }
        return lines.page(Query.query(wanted).with(LATEST_FIRST), page, limit);
    }

    @Override
    public Optional<Decided<WaitingLine, WaitingEvent>> decide(
            String lineId, Function<WaitingLine, Decision<WaitingLine, WaitingEvent>> decision) {
        return lines.decide(lineId, decision);
    }

    @Override
    public Decided<WaitingLine, WaitingEvent> decideOrOpen(
            LineId id, Function<WaitingLine, Decision<WaitingLine, WaitingEvent>> decision) {
        return lines.decideOrCreate(id.toString(), stored -> decision.apply(stored.orElseGet(() -> WaitingLine.empty(id))));
    }
}
