package io.holdfast.booking.persistence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.OptimisticRetry;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** A projection of topic {@code professionals}; older news than what is known is dropped. */
@Component
class MongoProfessionals implements Professionals {

    private final MongoOperations mongo;

    MongoProfessionals(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<ProfessionalSummary> find(TenantId tenant, ProfessionalId id) {
        return document(tenant, id).flatMap(found -> found.summaryOf(id));
    }

    @Override
    public void learn(TenantId tenant, ProfessionalId id, long sequence, Optional<ProfessionalSummary> profile) {
        OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> known = document(tenant, id);
            if (known.isPresent() && known.get().sequence() >= sequence) {
                return false;
            }
            Long version = known.map(ProfessionalDocument::version).orElse(null);
            mongo.save(new ProfessionalDocument(
                    idOf(tenant, id), version, sequence, profile.map(Profile::of).orElse(null)));
            return true;
        });
    }

    private Optional<ProfessionalDocument> document(TenantId tenant, ProfessionalId id) {
        return Optional.ofNullable(mongo.findById(idOf(tenant, id), ProfessionalDocument.class));
    }

    private static String idOf(TenantId tenant, ProfessionalId id) {
        return tenant + ":" + id;
    }

    /** {@code profile} is null for somebody who can no longer be booked: remembered, so that no stale news revives them. */
    @Permanent(why = "one per professional of a tenant; an inactive one keeps stale news from reviving it")
    @Document("professionals")
    record ProfessionalDocument(
            @Id String id, @Version @Nullable Long version, long sequence, @Nullable Profile profile) {

        Optional<ProfessionalSummary> summaryOf(ProfessionalId professional) {
            return Optional.ofNullable(profile).map(known -> known.toSummary(professional));
        }
    }

    record Profile(
            String displayName,
            Money hourlyRate,
            String zone,
            @Bounded(max = 100, by = "matching-service, which publishes them")
            List<String> offeringIds) {

        static Profile of(ProfessionalSummary summary) {
            return new Profile(
                    summary.ref().displayName(),
                    summary.hourlyRate(),
                    summary.zone(),
                    summary.offerings().stream().map(OfferingId::value).sorted().toList());
        }

        ProfessionalSummary toSummary(ProfessionalId id) {
            return new ProfessionalSummary(
                    new ProfessionalRef(id, displayName),
                    hourlyRate,
                    zone,
                    offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet()));
        }
    }
}
