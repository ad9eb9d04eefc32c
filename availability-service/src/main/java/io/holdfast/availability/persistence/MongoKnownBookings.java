package io.holdfast.availability.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.KnownBookings;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.mongo.GatheredProjections;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoKnownBookings implements KnownBookings {

    private final GatheredProjections<KnownBookingDocument> documents;
    private final MongoOperations mongo;

    MongoKnownBookings(MongoOperations mongo, Gatherings gatherings) {
        this.documents = new GatheredProjections<>(mongo, gatherings, KnownBookingDocument.class);
        this.mongo = mongo;
    }

    @Override
    public Optional<KnownBooking> find(TenantId tenant, String id) {
        return documents.find(KnownBookingDocument.idOf(tenant, id)).map(KnownBookingDocument::toDomain);
    }

    @Override
    public List<KnownBooking> find(TenantId tenant, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var query = Query.query(Criteria.where("_id")
                .in(ids.stream().map(id -> KnownBookingDocument.idOf(tenant, id)).toList()));
        return mongo.find(query, KnownBookingDocument.class).stream().map(KnownBookingDocument::toDomain).toList();
    }

    @Override
    public boolean erase(TenantId tenant, String id) {
        // Versioned, so that a message that is being projected is decided again, and finds the tombstone.
        return OptimisticRetry.decide(() -> {
            Optional<KnownBookingDocument> named = documents.find(KnownBookingDocument.idOf(tenant, id))
                    .filter(known -> !known.toDomain().ofNobody().equals(known.toDomain()));
            named.ifPresent(known -> mongo.save(
                    KnownBookingDocument.of(known.toDomain().ofNobody(), known.sequence(), known.version())));
            return named.isPresent();
        });
    }

    @Override
    public void project(
            TenantId tenant, String id, long sequence, Function<Optional<KnownBooking>, Optional<KnownBooking>> change) {
        documents.project(KnownBookingDocument.idOf(tenant, id), known -> known.isPresent() && known.get().sequence() >= sequence
                ? known
                : change.apply(known.map(KnownBookingDocument::toDomain))
                        .map(booking -> KnownBookingDocument.of(
                                booking, sequence, known.map(KnownBookingDocument::version).orElse(null))));
    }
}
