package io.holdfast.availability.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.ScheduleChanged;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.events.Bodies;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoProfessionals implements Professionals {

    private final Aggregates<Professional, ScheduleChanged, ProfessionalDocument> professionals;
    private final MongoOperations mongo;

    MongoProfessionals(
            Aggregates<Professional, ScheduleChanged, ProfessionalDocument> professionals, MongoOperations mongo) {
        this.professionals = professionals;
        this.mongo = mongo;
    }

    @Bean
    static Aggregates<Professional, ScheduleChanged, ProfessionalDocument> professionals(AggregateFactory aggregates) {
        return aggregates.of(ProfessionalDocument.class, new AggregateMapping<>(
                ProfessionalDocument::toDomain, ProfessionalDocument::of, professional -> professional.tenant().value(), Bodies::of));
    }

    @Override
    public Optional<Professional> find(TenantId tenant, ProfessionalId id) {
        return professionals.find(ProfessionalDocument.idOf(tenant, id));
    }

    @Override
    public List<Professional> providing(TenantId tenant, OfferingId offering, int most) {
        var query = Query.query(Criteria.where("tenantId").is(tenant.value())
                        .and("offeringIds").is(offering.value())
                        .and("active").is(true))
                .with(Sort.by("professionalId"))
                .limit(most);
        return mongo.find(query, ProfessionalDocument.class).stream().map(ProfessionalDocument::toDomain).toList();
    }

    @Override
    public Optional<Decided<Professional, ScheduleChanged>> decide(
            TenantId tenant, ProfessionalId id, Function<Professional, Decision<Professional, ScheduleChanged>> decision) {
        return professionals.decide(ProfessionalDocument.idOf(tenant, id), decision);
    }

    @Override
    public Decided<Professional, ScheduleChanged> decideOrRegister(
            TenantId tenant,
            ProfessionalId id,
            Function<Optional<Professional>, Decision<Professional, ScheduleChanged>> decision) {
        return professionals.decideOrCreate(ProfessionalDocument.idOf(tenant, id), decision);
    }
}
