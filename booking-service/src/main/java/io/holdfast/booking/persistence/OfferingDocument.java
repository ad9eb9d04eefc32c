package io.holdfast.booking.persistence;

import java.util.List;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.IntakeField;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingPolicies;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Offerings.CreatedBy;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An offering as it is stored. Admins choose offering ids, so the document's begins with the tenant.
 *
 * @param createdBy the request that created it, where that came with a key
 */
@Permanent(why = "one per offering of a tenant; bookings refer to retired ones")
@Document("offerings")
@CompoundIndex(name = "by-request", def = "{'createdBy.keyId': 1}", sparse = true)
@CompoundIndex(name = "by-name", def = "{'tenantId': 1, 'active': 1, 'name': 1}")
record OfferingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String offeringId,
        String name,
        String description,
        Mode mode,
        Confirmation confirmation,
        @Bounded(max = 20, by = "OfferingBody")
        List<Integer> durations,
        @Nullable Money price,
        @Nullable Money hourlyRate,
        int capacity,
        OfferingRules rules,
        OfferingPolicies policies,
        @Bounded(max = 20, by = "OfferingBody")
        @Bounded(of = "options", max = 50, by = "IntakeFieldJson")
        List<IntakeField> intake,
        boolean video,
        boolean active,
        @Nullable CreatedBy createdBy,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(TenantId tenant, OfferingId id) {
        return tenant + ":" + id;
    }

    /** @param version of the document that was loaded, null for a new one */
    static OfferingDocument of(
            Offering offering, @Nullable Long version, @Nullable CreatedBy createdBy, Outbox outbox) {
        return new OfferingDocument(
                idOf(offering.tenant(), offering.id()),
                version,
                offering.tenant().value(),
                offering.id().value(),
                offering.name(),
                offering.description(),
                offering.mode(),
                offering.confirmation(),
                offering.durations(),
                offering.price(),
                offering.hourlyRate(),
                offering.capacity(),
                offering.rules(),
                offering.policies(),
                offering.intake(),
                offering.video(),
                offering.active(),
                createdBy,
                outbox);
    }

    Offering toOffering() {
        return new Offering(
                new TenantId(tenantId),
                new OfferingId(offeringId),
                name,
                description,
                mode,
                confirmation,
                durations,
                price,
                hourlyRate,
                capacity,
                rules,
                policies,
                intake,
                video,
                active);
    }
}
