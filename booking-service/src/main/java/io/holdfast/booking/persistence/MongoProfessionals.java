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
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.mongo.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** A projection of the topics {@code professionals} and {@code calendars}; older news than what is known is dropped. */
@Component
class MongoProfessionals implements Professionals {

    /** One topic may be faster than the other. */
    private static final long NOTHING_YET = -1;

    private final Projections<ProfessionalDocument> professionals;

    MongoProfessionals(MongoOperations mongo) {
        this.professionals = Projections.remembering(mongo, ProfessionalDocument.class);
    }

    @Override
    public Optional<ProfessionalSummary> find(TenantId tenant, ProfessionalId id) {
        return professionals.find(idOf(tenant, id)).flatMap(found -> found.toSummary(id));
    }

    @Override
    public void project(TenantId tenant, ProfessionalId id, long sequence, Optional<ProfessionalSummary> profile) {
        professionals.project(idOf(tenant, id), sequence, ProfessionalDocument::sequence, known ->
                Optional.of(new ProfessionalDocument(
                        idOf(tenant, id),
                        known.map(ProfessionalDocument::version).orElse(null),
                        sequence,
                        profile.map(ProfilePart::of).orElse(null),
                        known.map(ProfessionalDocument::schedule).orElse(null))));
    }

    @Override
    public void projectSchedule(TenantId tenant, ProfessionalId id, long sequence, String zone, int slotStep) {
        professionals.project(idOf(tenant, id), sequence, ProfessionalDocument::scheduleSequence, known ->
                Optional.of(new ProfessionalDocument(
                        idOf(tenant, id),
                        known.map(ProfessionalDocument::version).orElse(null),
                        known.map(ProfessionalDocument::sequence).orElse(NOTHING_YET),
                        known.map(ProfessionalDocument::profile).orElse(null),
                        new SchedulePart(sequence, zone, slotStep))));
    }

    @Override
    public OptionalInt slotStep(TenantId tenant, ProfessionalId id) {
        return professionals.find(idOf(tenant, id)).map(ProfessionalDocument::schedule).stream()
                .mapToInt(SchedulePart::slotStep)
                .findFirst();
    }

    private static String idOf(TenantId tenant, ProfessionalId id) {
        return tenant + ":" + id;
    }

    /** {@code profile} is null for somebody who can no longer be booked: remembered, so that no stale news revives them. */
    @Permanent(why = "one per professional of a tenant; an inactive one keeps stale news from reviving it")
    @NoPersonalData(why = "a professional as the business shows them; clients are not in it")
    @Document("professionals")
    record ProfessionalDocument(
            @Id String id,
            @Version @Nullable Long version,
            long sequence,
            @Nullable ProfilePart profile,
            // Absent until their schedule was announced.
            @Nullable SchedulePart schedule) {

        long scheduleSequence() {
            return schedule == null ? NOTHING_YET : schedule.sequence();
        }

        Optional<ProfessionalSummary> toSummary(ProfessionalId professional) {
            return Optional.ofNullable(profile)
                    .map(known -> known.toSummary(professional, schedule == null ? known.zone() : schedule.zone()));
        }
    }

    /** @param sequence of the news that it comes from */
    record SchedulePart(long sequence, String zone, int slotStep) {}

    record ProfilePart(
            String displayName,
            Money hourlyRate,
            String zone,
            @Bounded(max = 100, by = "matching-service, which publishes them")
            List<String> offeringIds) {

        static ProfilePart of(ProfessionalSummary summary) {
            return new ProfilePart(
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
