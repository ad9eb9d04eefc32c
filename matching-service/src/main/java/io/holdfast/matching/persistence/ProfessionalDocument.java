package io.holdfast.matching.persistence;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals.RequestKey;
import io.holdfast.matching.domain.Profile;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A professional as stored; {@code _id} is {@code tenantId:professionalId}. The index serves the public list.
 *
 * @param serviceArea null in what was stored before there was one
 * @param createdBy the request that registered the professional, when it carried a key
 * @param scheduleSequence as of which change of the schedule the zone is; null until it differs from what was registered
 */
@Permanent(why = "one per professional of a tenant; bookings refer to inactive ones")
@Document("professionals")
@CompoundIndex(def = "{'tenantId': 1, 'active': 1, 'displayName': 1}")
@CompoundIndex(def = "{'createdBy.id': 1}", sparse = true)
record ProfessionalDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        String displayName,
        String email,
        @Nullable String phone,
        @Nullable String avatarUrl,
        String category,
        long hourlyAmount,
        String currency,
        String zone,
        @Bounded(max = 100, by = "ProfileFields.MOST_ENTRIES")
        List<String> languages,
        @Bounded(max = 100, by = "ProfileFields.MOST_ENTRIES")
        List<String> offeringIds,
        @Bounded(max = 100, by = "ProfileFields.MOST_ENTRIES")
        List<String> skills,
        @Bounded(max = 100, by = "ProfileFields.MOST_ENTRIES")
        @Nullable List<String> serviceArea,
        boolean active,
        @Nullable Double rating,
        @Nullable RequestKey createdBy,
        @Nullable Long scheduleSequence,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(ProfessionalId id) {
        return id.tenantId() + ":" + id.value();
    }

    static ProfessionalDocument of(
            Professional professional,
            @Nullable Long version,
            @Nullable RequestKey createdBy,
            @Nullable Long scheduleSequence,
            Outbox outbox) {
        Profile profile = professional.profile();
        return new ProfessionalDocument(
                idOf(professional.id()),
                version,
                professional.id().tenantId(),
                professional.id().value(),
                profile.displayName(),
                profile.email(),
                profile.phone(),
                profile.avatarUrl(),
                profile.category(),
                profile.hourlyRate().amount(),
                profile.hourlyRate().currency().getCurrencyCode(),
                profile.zone().getId(),
                profile.languages(),
                profile.offeringIds(),
                profile.skills(),
                profile.serviceArea(),
                profile.active(),
                professional.rating(),
                createdBy,
                scheduleSequence,
                outbox);
    }

    /** Whether what the schedule's owner says as {@code sequence} is news. */
    boolean isOlderThan(long sequence) {
        return scheduleSequence == null || scheduleSequence < sequence;
    }

    Professional professional() {
        var profile = new Profile(
                displayName,
                email,
                phone,
                avatarUrl,
                category,
                new Money(hourlyAmount, Currency.getInstance(currency)),
                ZoneId.of(zone),
                languages,
                offeringIds,
                skills,
                serviceArea == null ? List.of() : serviceArea,
                active);
        return new Professional(new ProfessionalId(tenantId, professionalId), profile, rating);
    }
}
