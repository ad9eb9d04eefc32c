package io.holdfast.matching.persistence;

import java.util.List;

import io.holdfast.defaults.search.SearchTerms;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.Professional.RequestKey;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A professional as stored; {@code _id} is {@code tenantId:professionalId}. The first index serves the public list.
 *
 * @param searchTerms name, id, address and phone
 */
@Permanent(why = "one per professional of a tenant; bookings refer to inactive ones")
@NoPersonalData(why = "a professional, who is of the business and not its client")
@Document("professionals")
@CompoundIndex(def = "{'tenantId': 1, 'profile.engagement.active': 1, 'profile.presentation.displayName': 1}")
@CompoundIndex(def = "{'tenantId': 1, 'searchTerms': 1}")
@CompoundIndex(def = "{'registeredBy.id': 1}", sparse = true)
record ProfessionalDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        @Bounded(of = "presentation.languages", max = 100, by = "ProfileViolations.MOST_ENTRIES")
        @Bounded(of = "presentation.serviceArea", max = 100, by = "ProfileViolations.MOST_ENTRIES")
        @Bounded(of = "engagement.offeringIds", max = 100, by = "ProfileViolations.MOST_ENTRIES")
        @Bounded(of = "engagement.skills", max = 100, by = "ProfileViolations.MOST_ENTRIES")
        Profile profile,
        Rating rating,
        @Nullable RequestKey registeredBy,
        long zoneAsOf,
        @Bounded(max = SearchTerms.MOST, by = "SearchTerms") List<String> searchTerms,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(ProfessionalId id) {
        return id.tenantId().value() + ":" + id.value();
    }

    static ProfessionalDocument of(Professional professional, @Nullable ProfessionalDocument loaded, Outbox outbox) {
        return new ProfessionalDocument(
                idOf(professional.id()),
                loaded == null ? null : loaded.version(),
                professional.id().tenantId().value(),
                professional.id().value(),
                professional.profile(),
                professional.rating(),
                professional.registeredBy(),
                professional.zoneAsOf(),
                searchTerms(professional),
                outbox);
    }

    private static List<String> searchTerms(Professional professional) {
        Profile profile = professional.profile();
        return new SearchTerms()
                .name(profile.presentation().displayName())
                .name(professional.id().value())
                .email(profile.engagement().email())
                .phone(profile.presentation().phone())
                .toList();
    }

    Professional toDomain() {
        var professional = new ProfessionalId(new TenantId(tenantId), professionalId);
        return new Professional(professional, profile, rating, registeredBy, zoneAsOf);
    }
}
