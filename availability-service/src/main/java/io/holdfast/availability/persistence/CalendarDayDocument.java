package io.holdfast.availability.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
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
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:professional:date}; the auditor reads tenant, professional and date from their fields. */
@DataRetention(since = "until", period = "P400D", why = "agendas look back a year; bookings are booking-service's to keep")
@Document("calendar_days")
record CalendarDayDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        String date,
        @Bounded(max = 2_100, by = "CalendarDay.MOST_RESERVATIONS, and MOST_ENDED")
        List<ReservationPart> reservations,
        // Both absent in documents of before there were any.
        @Bounded(max = 100, by = "CalendarDay.MOST_BLOCKS")
        @Nullable List<BlockPart> blocks,
        @Nullable Long fence,
        // When the date is over everywhere; absent in documents of before they ended.
        @Nullable Instant until,
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
                id.date().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
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
