package io.holdfast.availability.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Candidates;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:bookingId:revision}. */
@NoPersonalData(why = "professionals who could take a slot")
@Document("slot_candidates")
@DataRetention(
        since = "chosenAt",
        period = "P3D",
        why = "whatever asks again after more than a day is refused for its age")
record CandidatesDocument(
        @Id String id,
        String tenantId,
        String bookingId,
        int revision,
        Instant start,
        Instant end,
        @Bounded(max = 50, by = "Anyone.MOST")
        List<String> professionalIds,
        RejectionReason otherwise,
        Instant chosenAt) {

    static String idOf(TenantId tenant, BookingRevision booking) {
        return tenant.value() + ":" + booking.bookingId() + ":" + booking.revision();
    }

    static CandidatesDocument of(Candidates candidates, Instant now) {
        return new CandidatesDocument(
                idOf(candidates.tenant(), candidates.booking()),
                candidates.tenant().value(),
                candidates.booking().bookingId(),
                candidates.booking().revision(),
                candidates.slot().start(),
                candidates.slot().end(),
                candidates.inOrder().stream().map(ProfessionalId::value).toList(),
                candidates.otherwise(),
                now);
    }

    Candidates toDomain() {
        return new Candidates(
                new TenantId(tenantId),
                new BookingRevision(bookingId, revision),
                new Slot(start, end),
                professionalIds.stream().map(ProfessionalId::new).toList(),
                otherwise);
    }
}
