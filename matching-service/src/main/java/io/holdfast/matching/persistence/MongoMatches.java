package io.holdfast.matching.persistence;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.MatchEvent;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.holdfast.matching.events.MatchBodies;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** One document per booking that somebody was looked for. */
@Component
class MongoMatches implements Matches {

    private static final Sort LATEST_FIRST = Sort.by(Sort.Order.desc("askedAt"), Sort.Order.asc("_id"));
    // The same backwards, so that one index serves both.
    private static final Sort OLDEST_FIRST = Sort.by(Sort.Order.asc("askedAt"), Sort.Order.desc("_id"));

    private final MongoOperations mongo;
    private final Aggregates<Match, MatchEvent, MatchDocument> matches;

    MongoMatches(MongoOperations mongo, Aggregates<Match, MatchEvent, MatchDocument> matches) {
        this.mongo = mongo;
        this.matches = matches;
    }

    @Bean
    static Aggregates<Match, MatchEvent, MatchDocument> matchAggregates(AggregateFactory aggregates) {
        return aggregates.of(MatchDocument.class, new AggregateMapping<>(
                MatchDocument::toDomain, MatchDocument::of, match -> match.tenant().value(), MatchBodies::of));
    }

    @Override
    public Optional<Match> find(TenantId tenant, BookingId id) {
        return matches.find(id.value()).filter(match -> match.tenant().equals(tenant));
    }

    @Override
    public Optional<Decided<Match, MatchEvent>> decide(
            TenantId tenant, BookingId id, Function<Match, Decision<Match, MatchEvent>> decision) {
        return matches.decide(id.value(), match -> match.tenant().equals(tenant)
                        ? decision.apply(match)
                        : Decision.unchanged(match, "another tenant's"))
                .filter(decided -> decided.after().tenant().equals(tenant));
    }

    @Override
    public Decided<Match, MatchEvent> decideOrBegin(
            BookingId id, Function<Optional<Match>, Decision<Match, MatchEvent>> decision) {
        return matches.decideOrCreate(id.value(), decision);
    }

    @Override
    public Page<Match> askedOf(ProfessionalId professional, @Nullable ProposalStatus status, int page, int limit) {
        var wanted = Criteria.where("tenantId").is(professional.tenantId().value())
                .and("asked").is(MatchDocument.askedAs(professional, status));
        return matches.page(Query.query(wanted).with(LATEST_FIRST), page, limit);
    }

    @Override
    public Page<Match> askedBetween(TenantId tenant, Instant from, Instant to, int page, int limit) {
        return matches.page(between(tenant, from, to).with(LATEST_FIRST), page, limit);
    }

    @Override
    public Stream<Match> history(TenantId tenant, Instant from, Instant to, int limit) {
        var oldest = between(tenant, from, to).with(OLDEST_FIRST).limit(limit);
        return mongo.stream(oldest, MatchDocument.class).map(MatchDocument::toDomain);
    }

    private static Query between(TenantId tenant, Instant from, Instant to) {
        return Query.query(Criteria.where("tenantId").is(tenant.value()).and("askedAt").gte(from).lt(to));
    }
}
