package io.holdfast.availability.persistence;

import java.time.Clock;
import java.util.Optional;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CandidateLists;
import io.holdfast.availability.domain.Candidates;
import io.holdfast.availability.domain.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

@Component
class MongoCandidateLists implements CandidateLists {

    private final MongoOperations mongo;
    private final Clock clock;

    MongoCandidateLists(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public Optional<Candidates> find(TenantId tenant, BookingRevision booking) {
        return Optional.ofNullable(mongo.findById(CandidatesDocument.idOf(tenant, booking), CandidatesDocument.class))
                .map(CandidatesDocument::toDomain);
    }

    @Override
    public Candidates keep(Candidates candidates) {
        try {
            mongo.insert(CandidatesDocument.of(candidates, clock.instant()));
            return candidates;
        } catch (DuplicateKeyException e) {
            return find(candidates.tenant(), candidates.booking()).orElse(candidates);
        }
    }
}
