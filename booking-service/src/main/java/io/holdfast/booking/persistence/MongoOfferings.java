package io.holdfast.booking.persistence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingEvent;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.Offerings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.publishing.OfferingEventTranslator;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Offerings in a document each, their events in the same. */
@Component
class MongoOfferings implements Offerings {

    private final MongoOperations mongo;
    private final Documents<OfferingDocument> documents;
    private final EventWriter events;

    MongoOfferings(MongoOperations mongo, Relay relay, EventWriter events) {
        this.mongo = mongo;
        this.documents = new Documents<>(mongo, relay, OfferingDocument.class);
        this.events = events;
    }

    @Override
    public Optional<Offering> find(TenantId tenant, OfferingId id) {
        return documents.find(OfferingDocument.idOf(tenant, id)).map(OfferingDocument::toOffering);
    }

    @Override
    public List<Offering> active(TenantId tenant) {
        var query = Query.query(
                        Criteria.where("tenantId").is(tenant.value()).and("active").is(true))
                .with(Sort.by("name", "offeringId"));
        return mongo.find(query, OfferingDocument.class).stream()
                .map(OfferingDocument::toOffering)
                .toList();
    }

    @Override
    public void put(Offering offering) {
        OptimisticRetry.decide(() -> {
            Optional<OfferingDocument> loaded = documents.find(OfferingDocument.idOf(offering.tenant(), offering.id()));
            Offering before = loaded.map(OfferingDocument::toOffering).orElse(null);
            if (offering.equals(before)) {
                loaded.ifPresent(documents::resendPending);
                return false;
            }
            save(
                    offering,
                    before,
                    loaded.map(OfferingDocument::version).orElse(null),
                    loaded.map(OfferingDocument::createdBy).orElse(null),
                    loaded.map(OfferingDocument::outbox));
            return true;
        });
    }

    @Override
    public boolean add(Offering offering, @Nullable CreatedBy cause) {
        try {
            save(offering, null, null, cause, Optional.empty());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<Created> createdBy(TenantId tenant, List<String> keyIds) {
        return mongo.find(Query.query(Criteria.where("createdBy.keyId").in(keyIds)), OfferingDocument.class).stream()
                .filter(found -> found.tenantId().equals(tenant.value()))
                .flatMap(found -> Stream.ofNullable(found.createdBy())
                        .map(cause -> new Created(found.toOffering(), cause)))
                .max(Comparator.comparing(created -> created.cause().at()));
    }

    private void save(
            Offering offering,
            @Nullable Offering before,
            @Nullable Long version,
            @Nullable CreatedBy createdBy,
            Optional<Outbox> loaded) {
        List<OfferingEvent> changes = offering.eventsSince(before);
        Outbox outbox = events.append(
                loaded.orElse(Outbox.EMPTY), offering.tenant().value(), OfferingEventTranslator.translate(changes));
        documents.save(OfferingDocument.of(offering, version, createdBy, outbox));
    }
}
