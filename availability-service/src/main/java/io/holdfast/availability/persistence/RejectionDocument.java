package io.holdfast.availability.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:bookingId:revision}, and {@code :attempt} from the second on. */
@DataRetention(
        since = "rejectedAt",
        period = "P3D",
        why = "whatever asks again after more than a day is refused for its age")
@NoPersonalData(why = "a slot that could not be had")
@Document("slot_rejections")
record RejectionDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String bookingId,
        int revision,
        int attempt,
        @Nullable String professionalId,
        Instant start,
        Instant end,
        RejectionReason reason,
        @Bounded(max = 50, by = "Violation, which names the first ones")
        List<ConflictPart> conflicts,
        Instant rejectedAt,
        Outbox outbox)
        implements OutboxDocument {

    static String idOf(TenantId tenant, BookingRevision booking, int attempt) {
        return tenant.value() + ":" + booking.bookingId() + ":" + booking.revision()
                + (attempt == 1 ? "" : ":" + attempt);
    }

    static RejectionDocument of(
            Rejection rejection, @Nullable RejectionDocument loaded, Instant now, Outbox outbox) {
        ProfessionalId professional = rejection.professional();
        return new RejectionDocument(
                idOf(rejection.tenant(), rejection.booking(), rejection.attempt()),
                loaded == null ? null : loaded.version(),
                rejection.tenant().value(),
                rejection.booking().bookingId(),
                rejection.booking().revision(),
                rejection.attempt(),
                professional == null ? null : professional.value(),
                rejection.slot().start(),
                rejection.slot().end(),
                rejection.reason(),
                rejection.conflicts().stream().map(ConflictPart::of).toList(),
                loaded == null ? now : loaded.rejectedAt(),
                outbox);
    }

    Rejection toDomain() {
        return new Rejection(
                new TenantId(tenantId),
                new BookingRevision(bookingId, revision),
                attempt,
                professionalId == null ? null : new ProfessionalId(professionalId),
                new Slot(start, end),
                reason,
                conflicts.stream().map(ConflictPart::toDomain).toList());
    }
}
