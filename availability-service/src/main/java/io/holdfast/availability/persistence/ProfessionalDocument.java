package io.holdfast.availability.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.Money;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * {@code _id} is {@code tenant:professional}.
 *
 * @param sequence   of the event of matching-service that this is as of
 * @param hourlyRate absent in those from before
 */
@Permanent(why = "one per professional of a tenant; an inactive one keeps stale news from reviving it")
@NoPersonalData(why = "a professional's hours")
@Document("professionals")
@CompoundIndex(name = "by-offering", def = "{'tenantId': 1, 'offeringIds': 1, 'active': 1, 'professionalId': 1}")
record ProfessionalDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        long sequence,
        boolean active,
        @Bounded(max = 100, by = "matching-service, which publishes them")
        List<String> offeringIds,
        @Nullable Money hourlyRate,
        SchedulePart schedule,
        @Nullable DraftPart draft,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(TenantId tenant, ProfessionalId professional) {
        return tenant.value() + ":" + professional.value();
    }

    static ProfessionalDocument of(
            Professional professional, @Nullable ProfessionalDocument loaded, Outbox outbox) {
        return new ProfessionalDocument(
                idOf(professional.tenant(), professional.id()),
                loaded == null ? null : loaded.version(),
                professional.tenant().value(),
                professional.id().value(),
                professional.sequence(),
                professional.active(),
                professional.offerings().stream().map(OfferingId::value).sorted().toList(),
                professional.hourlyRate().orElse(null),
                SchedulePart.of(professional.schedule()),
                professional.draft().map(DraftPart::of).orElse(null),
                outbox);
    }

    Professional toDomain() {
        return new Professional(
                new TenantId(tenantId),
                new ProfessionalId(professionalId),
                sequence,
                active,
                offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet()),
                Optional.ofNullable(hourlyRate),
                schedule.toDomain(),
                Optional.ofNullable(draft).map(DraftPart::toDomain));
    }

    record DraftPart(String draftId, SchedulePart schedule, Instant since) {

        static DraftPart of(Professional.Draft draft) {
            return new DraftPart(draft.id(), SchedulePart.of(draft.schedule()), draft.since());
        }

        Professional.Draft toDomain() {
            return new Professional.Draft(draftId, schedule.toDomain(), since);
        }
    }
}
