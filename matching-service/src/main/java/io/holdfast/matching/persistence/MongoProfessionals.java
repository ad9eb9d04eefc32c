package io.holdfast.matching.persistence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalEvent;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.ProfessionalSearch;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.events.Bodies;
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

/** One document per professional, found by its id; the list is read by tenant. */
@Component
class MongoProfessionals implements Professionals {

    private final MongoOperations mongo;
    private final Aggregates<Professional, ProfessionalEvent, ProfessionalDocument> professionals;

    MongoProfessionals(
            MongoOperations mongo, Aggregates<Professional, ProfessionalEvent, ProfessionalDocument> professionals) {
        this.mongo = mongo;
        this.professionals = professionals;
    }

    @Bean
    static Aggregates<Professional, ProfessionalEvent, ProfessionalDocument> professionalAggregates(
            AggregateFactory aggregates) {
        return aggregates.of(ProfessionalDocument.class, new AggregateMapping<>(
                ProfessionalDocument::toDomain,
                ProfessionalDocument::of,
                professional -> professional.id().tenantId().value(),
                Bodies::of));
    }

    @Override
    public Optional<Professional> find(ProfessionalId id) {
        return professionals.find(ProfessionalDocument.idOf(id));
    }

    @Override
    public Optional<Decided<Professional, ProfessionalEvent>> decide(
            ProfessionalId id, Function<Professional, Decision<Professional, ProfessionalEvent>> decision) {
        return professionals.decide(ProfessionalDocument.idOf(id), decision);
    }

    @Override
    public Decided<Professional, ProfessionalEvent> decideOrRegister(
            ProfessionalId id, Function<Optional<Professional>, Decision<Professional, ProfessionalEvent>> decision) {
        return professionals.decideOrCreate(ProfessionalDocument.idOf(id), decision);
    }

    @Override
    public Optional<Professional> registeredBy(TenantId tenantId, List<String> keyIds) {
        var wanted = Criteria.where("tenantId").is(tenantId.value()).and("registeredBy.id").in(keyIds);
        return mongo.find(Query.query(wanted), ProfessionalDocument.class).stream()
                .max(Comparator.comparing(found -> Objects.requireNonNull(found.registeredBy()).at()))
                .map(ProfessionalDocument::toDomain);
    }

    @Override
    public Page<Professional> search(TenantId tenantId, ProfessionalSearch search, int page, int limit) {
        var wanted = new ArrayList<Criteria>();
        wanted.add(Criteria.where("tenantId").is(tenantId.value()));
        demand(wanted, "profile.engagement.active", search.active());
        demand(wanted, "profile.engagement.offeringIds", search.offeringId());
        demand(wanted, "profile.engagement.category", search.category());
        wanted.addAll(new SearchQuery(search.words()).on("searchTerms"));
        var byName = Sort.by("profile.presentation.displayName", "professionalId");
        return professionals.page(Query.query(new Criteria().andOperator(wanted)).with(byName), page, limit);
    }

    private static void demand(List<Criteria> wanted, String field, @Nullable Object value) {
        if (value != null) {
            wanted.add(Criteria.where(field).is(value));
        }
    }
}
