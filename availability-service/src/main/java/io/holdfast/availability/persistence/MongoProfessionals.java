package io.holdfast.availability.persistence;

import java.util.Optional;
import java.util.function.Function;

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
import org.springframework.stereotype.Component;

@Component
class MongoProfessionals implements Professionals {

    private final Aggregates<Professional, ScheduleChanged, ProfessionalDocument> professionals;

    MongoProfessionals(Aggregates<Professional, ScheduleChanged, ProfessionalDocument> professionals) {
        this.professionals = professionals;
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
