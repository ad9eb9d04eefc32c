package io.holdfast.matching.persistence;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Offering;
import io.holdfast.matching.domain.waitlist.Offerings;
import io.holdfast.messaging.mongo.Projections;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
class MongoOfferings implements Offerings {

    private final Projections<OfferingDocument> documents;

    MongoOfferings(MongoOperations mongo) {
        this.documents = new Projections<>(mongo, OfferingDocument.class);
    }

    @Override
    public Optional<Offering> find(TenantId tenant, String id) {
        return documents.find(OfferingDocument.idOf(tenant, id)).map(OfferingDocument::toDomain);
    }

    @Override
    public void project(
            TenantId tenant, String id, long sequence, Function<Optional<Offering>, Optional<Offering>> change) {
        documents.project(OfferingDocument.idOf(tenant, id), sequence, OfferingDocument::sequence, known -> change.apply(
                        known.map(OfferingDocument::toDomain))
                .map(offering -> OfferingDocument.of(
                        tenant, offering, sequence, known.map(OfferingDocument::version).orElse(null))));
    }
}
