package io.holdfast.booking.offerings;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingEvent;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.booking.events.OfferingBodies;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Offerings in a document each, their events in the same. */
@Component
class MongoOfferings implements Offerings {

    private final MongoOperations mongo;
    private final Aggregates<Offering, OfferingEvent, OfferingDocument> offerings;

    MongoOfferings(MongoOperations mongo, Aggregates<Offering, OfferingEvent, OfferingDocument> offerings) {
        this.mongo = mongo;
        this.offerings = offerings;
    }

    @Bean
    static Aggregates<Offering, OfferingEvent, OfferingDocument> offerings(AggregateFactory aggregates) {
        return aggregates.of(OfferingDocument.class, new AggregateMapping<>(
                OfferingDocument::toDomain, OfferingDocument::of, offering -> offering.tenant().value(), OfferingBodies::of));
    }

    @Override
    public Optional<Offering> find(TenantId tenant, OfferingId id) {
        return offerings.find(OfferingDocument.idOf(tenant, id));
    }

    @Override
    public List<Offering> active(TenantId tenant) {
        return byName(Criteria.where("tenantId").is(tenant.value()).and("active").is(true));
    }

    @Override
    public List<Offering> all(TenantId tenant) {
        return byName(Criteria.where("tenantId").is(tenant.value()));
    }

    private List<Offering> byName(Criteria which) {
        return mongo.find(Query.query(which).with(Sort.by("name", "_id")), OfferingDocument.class).stream()
                .map(OfferingDocument::toDomain)
                .toList();
    }

    @Override
    public void put(Offering offering) {
        offerings.decideOrCreate(OfferingDocument.idOf(offering.tenant(), offering.id()), offering::replacing);
    }

    @Override
    public boolean add(Offering offering) {
        return offerings.add(offering.replacing(Optional.empty()));
    }

    @Override
    public Optional<Offering> createdBy(TenantId tenant, List<String> keyIds) {
        return mongo.find(Query.query(Criteria.where("offering.createdBy.keyId").in(keyIds)), OfferingDocument.class).stream()
                .map(OfferingDocument::toDomain)
                .filter(found -> found.tenant().equals(tenant))
                .max(Comparator.comparing(found -> Objects.requireNonNull(found.createdBy()).at()));
    }
}
