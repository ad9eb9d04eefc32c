package io.holdfast.availability.persistence;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
class MongoProfessionals implements Professionals {

    private final Projections<ProfessionalDocument> documents;

    MongoProfessionals(MongoOperations mongo) {
        this.documents = new Projections<>(mongo, ProfessionalDocument.class);
    }

    @Override
    public Optional<Professional> find(TenantId tenant, ProfessionalId id) {
        return documents.find(ProfessionalDocument.idOf(tenant, id)).map(ProfessionalDocument::toDomain);
    }

    @Override
    public void learn(
            TenantId tenant,
            ProfessionalId id,
            long sequence,
            Function<Optional<Professional>, Optional<Professional>> change) {
        documents.learn(ProfessionalDocument.idOf(tenant, id), sequence, known -> change.apply(
                        known.map(ProfessionalDocument::toDomain))
                .map(professional -> ProfessionalDocument.of(
                        tenant, professional, sequence, known.map(ProfessionalDocument::version).orElse(null))));
    }
}
