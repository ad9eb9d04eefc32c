package io.holdfast.booking.offerings;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.offering.Offering;
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
 * An offering as it is stored; what lists look for stands beside it. Admins choose offering ids, so the document's begins
 * with the tenant.
 */
@Permanent(why = "one per offering of a tenant; bookings refer to retired ones")
@NoPersonalData(why = "what the business offers")
@Document("offerings")
@CompoundIndex(name = "by-request", def = "{'offering.createdBy.keyId': 1}", sparse = true)
@CompoundIndex(name = "by-name", def = "{'tenantId': 1, 'active': 1, 'name': 1}")
record OfferingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String name,
        boolean active,
        @Bounded(of = "durations", max = 20, by = "OfferingRequest")
        @Bounded(of = "intake", max = 20, by = "OfferingRequest")
        @Bounded(of = "intake.options", max = 50, by = "IntakeFieldBody")
        @Bounded(of = "preparation", max = 5, by = "OfferingRequest")
        @Bounded(of = "texts", max = 20, by = "OfferingRequest")
        @Bounded(of = "skills", max = MatchCriteria.MOST, by = "OfferingRequest")
        @Bounded(of = "policies.reminders", max = ReminderPolicy.MOST, by = "OfferingRequest")
        @Bounded(of = "policies.reviewReminders", max = ReminderPolicy.MOST, by = "OfferingRequest")
        Offering offering,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(TenantId tenant, OfferingId id) {
        return tenant + ":" + id;
    }

    static OfferingDocument of(Offering offering, @Nullable OfferingDocument loaded, Outbox outbox) {
        return new OfferingDocument(
                idOf(offering.tenant(), offering.id()),
                loaded == null ? null : loaded.version(),
                offering.tenant().value(),
                offering.name(),
                offering.active(),
                offering,
                outbox);
    }

    Offering toDomain() {
        return offering;
    }
}
