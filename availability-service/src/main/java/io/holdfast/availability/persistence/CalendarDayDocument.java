package io.holdfast.availability.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.Claim;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Slot;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:professional:date}; the auditor reads tenant, professional and date from their fields. */
@Permanent(why = "one per professional and date")
@Document("calendar_days")
record CalendarDayDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        String date,
        @Bounded(max = 1_000, by = "CalendarDay")
        List<ReservationPart> reservations,
        // Both absent in documents of before there were any.
        @Bounded(max = 100, by = "CalendarDay")
        @Nullable List<BlockPart> blocks,
        @Nullable Long fence,
        Outbox outbox)
        implements OutboxDocument {

    static CalendarDayDocument of(CalendarDay day, @Nullable Long version, Outbox outbox) {
        DayId id = day.id();
        return new CalendarDayDocument(
                id.value(),
                version,
                id.tenant().value(),
                id.professional().value(),
                id.date().toString(),
                day.reservations().stream().map(ReservationPart::of).toList(),
                day.blocks().stream().map(BlockPart::of).toList(),
                day.fence(),
                outbox);
    }

    CalendarDay toDomain(DayId id) {
        return new CalendarDay(
                id,
                reservations.stream().map(ReservationPart::toDomain).toList(),
                blocks == null ? List.of() : blocks.stream().map(BlockPart::toDomain).toList(),
                fence == null ? 0 : fence);
    }

    record ReservationPart(
            String bookingId,
            int revision,
            @Nullable String number,
            // Absent in documents of before attempts were counted.
            @Nullable Integer attempt,
            Reservation.Status status,
            Instant start,
            Instant end,
            Instant occupiedFrom,
            Instant occupiedUntil,
            @Nullable String offeringId,
            int capacity,
            @Nullable Instant holdUntil,
            @Nullable Refusal lostTo) {

        static ReservationPart of(Reservation reservation) {
            Claim claim = reservation.claim();
            OfferingId offering = claim.offering();
            return new ReservationPart(
                    reservation.booking().bookingId(),
                    reservation.booking().revision(),
                    reservation.number(),
                    reservation.attempt(),
                    reservation.status(),
                    claim.slot().start(),
                    claim.slot().end(),
                    claim.occupied().start(),
                    claim.occupied().end(),
                    offering == null ? null : offering.value(),
                    claim.capacity(),
                    reservation.holdUntil(),
                    reservation.lostTo());
        }

        Reservation toDomain() {
            var claim = new Claim(
                    new Slot(start, end),
                    new Slot(occupiedFrom, occupiedUntil),
                    offeringId == null ? null : new OfferingId(offeringId),
                    capacity);
            return new Reservation(
                    new BookingRevision(bookingId, revision),
                    number,
                    attempt == null ? 1 : attempt,
                    claim,
                    status,
                    holdUntil,
                    lostTo);
        }
    }
}
