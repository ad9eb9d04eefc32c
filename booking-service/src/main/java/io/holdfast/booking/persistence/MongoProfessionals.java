package io.holdfast.booking.persistence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

/** A projection of the topics {@code professionals} and {@code calendars}; older news than what is known is dropped. */
@Component
class MongoProfessionals implements Professionals {

    /** The schedule's topic may be faster than the profile's. */
    private static final long NO_PROFILE_YET = -1;

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
            mongo.save(new ProfessionalDocument(
                    idOf(tenant, id),
                    known.map(ProfessionalDocument::version).orElse(null),
                    sequence,
                    profile.map(Profile::of).orElse(null),
                    known.map(ProfessionalDocument::schedule).orElse(null)));
            return true;
        });
    }

    @Override
    public void learnSchedule(TenantId tenant, ProfessionalId id, long sequence, String zone, int slotStep) {
        OptimisticRetry.decide(() -> {
            Optional<ProfessionalDocument> known = document(tenant, id);
            if (known.map(ProfessionalDocument::schedule).filter(now -> now.sequence() >= sequence).isPresent()) {
                return false;
            }
            mongo.save(new ProfessionalDocument(
                    idOf(tenant, id),
                    known.map(ProfessionalDocument::version).orElse(null),
                    known.map(ProfessionalDocument::sequence).orElse(NO_PROFILE_YET),
                    known.map(ProfessionalDocument::profile).orElse(null),
                    new Schedule(sequence, zone, slotStep)));
            return true;
        });
    }

    @Override
    public OptionalInt slotStep(TenantId tenant, ProfessionalId id) {
        return document(tenant, id).map(ProfessionalDocument::schedule).stream()
                .mapToInt(Schedule::slotStep)
                .findFirst();
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
            @Id String id,
            @Version @Nullable Long version,
            long sequence,
            @Nullable Profile profile,
            // Absent until their schedule was announced.
            @Nullable Schedule schedule) {

        Optional<ProfessionalSummary> summaryOf(ProfessionalId professional) {
            return Optional.ofNullable(profile)
                    .map(known -> known.toSummary(professional, schedule == null ? known.zone() : schedule.zone()));
        }
    }

    /** @param sequence of the news that it comes from */
    record Schedule(long sequence, String zone, int slotStep) {}

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

        ProfessionalSummary toSummary(ProfessionalId id, String zoneNow) {
            return new ProfessionalSummary(
                    new ProfessionalRef(id, displayName),
                    hourlyRate,
                    zoneNow,
                    offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet()));
        }
    }
}
