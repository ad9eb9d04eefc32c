package io.holdfast.availability.persistence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.mongo.Projections;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoOfferings implements Offerings {

    private final Projections<OfferingDocument> documents;
    private final MongoOperations mongo;

    MongoOfferings(MongoOperations mongo) {
        this.mongo = mongo;
        this.documents = Projections.remembering(mongo, OfferingDocument.class);
    }

    @Override
    public Optional<Offering> find(TenantId tenant, OfferingId id) {
        return documents.find(OfferingDocument.idOf(tenant, id)).map(OfferingDocument::toDomain);
    }

    @Override
    public List<Offering> find(TenantId tenant, Set<OfferingId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var query = Query.query(Criteria.where("_id")
                .in(ids.stream().map(id -> OfferingDocument.idOf(tenant, id)).toList()));
        return mongo.find(query, OfferingDocument.class).stream().map(OfferingDocument::toDomain).toList();
    }

    @Override
    public void project(
            TenantId tenant, OfferingId id, long sequence, Function<Optional<Offering>, Optional<Offering>> change) {
        documents.project(OfferingDocument.idOf(tenant, id), sequence, OfferingDocument::sequence, known -> change.apply(
                        known.map(OfferingDocument::toDomain))
                .map(offering -> OfferingDocument.of(
                        tenant, offering, sequence, known.map(OfferingDocument::version).orElse(null))));
    }
}
