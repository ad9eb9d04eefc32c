package io.holdfast.availability.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Occupancy;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Reservation;
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

/**
 * {@code _id} is {@code tenant:professional:date}; the auditor reads tenant, professional and date from their fields.
 *
 * @param busy  absent in those from before there were other calendars
 * @param until when the date is over everywhere
 */
@DataRetention(since = "until", period = "P400D", why = "agendas look back a year; bookings are booking-service's to keep")
@NoPersonalData(why = "which booking has which time, by id and number")
@Document("calendar_days")
record CalendarDayDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        String date,
        @Bounded(max = 2_100, by = "CalendarDay.MOST_RESERVATIONS, and MOST_ENDED")
        List<ReservationPart> reservations,
        @Bounded(max = 100, by = "CalendarDay.MOST_BLOCKS")
        List<BlockPart> blocks,
        @Bounded(max = 1_000, by = "CalendarDay.MOST_BUSY of each, and BusyCalendarSettings, which has the most of them")
        @Nullable List<BusyPart> busy,
        long fence,
        Instant until,
        Outbox outbox)
        implements OutboxDocument {

    static CalendarDayDocument of(CalendarDay day, @Nullable CalendarDayDocument loaded, Outbox outbox) {
        DayId id = day.id();
        return new CalendarDayDocument(
                id.value(),
                loaded == null ? null : loaded.version(),
                id.tenant().value(),
                id.professional().value(),
                id.date().toString(),
                day.reservations().stream().map(ReservationPart::of).toList(),
                day.blocks().stream().map(BlockPart::of).toList(),
                day.busy().stream().map(BusyPart::of).toList(),
                day.fence(),
                id.date().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant(),
                outbox);
    }

    CalendarDay toDomain() {
        return new CalendarDay(
                new DayId(new TenantId(tenantId), new ProfessionalId(professionalId), LocalDate.parse(date)),
                reservations.stream().map(ReservationPart::toDomain).toList(),
                blocks.stream().map(BlockPart::toDomain).toList(),
                busy == null ? List.of() : busy.stream().map(BusyPart::toDomain).toList(),
                fence);
    }

    record ReservationPart(
            String bookingId,
            int revision,
            @Nullable String number,
            int attempt,
            Reservation.Status status,
            Instant start,
            Instant end,
            Instant occupiedFrom,
            Instant occupiedUntil,
            String offeringId,
            int capacity,
            @Nullable Instant holdUntil,
            @Nullable RejectionReason lostTo) {

        static ReservationPart of(Reservation reservation) {
            Occupancy occupancy = reservation.occupancy();
            return new ReservationPart(
                    reservation.booking().bookingId(),
                    reservation.booking().revision(),
                    reservation.number(),
                    reservation.attempt(),
                    reservation.status(),
                    occupancy.slot().start(),
                    occupancy.slot().end(),
                    occupancy.occupied().start(),
                    occupancy.occupied().end(),
                    occupancy.offering().value(),
                    occupancy.capacity(),
                    reservation.holdUntil(),
                    reservation.lostTo());
        }

        Reservation toDomain() {
            var occupancy = new Occupancy(
                    new Slot(start, end),
                    new Slot(occupiedFrom, occupiedUntil),
                    new OfferingId(offeringId),
                    capacity);
            return new Reservation(
                    new BookingRevision(bookingId, revision),
                    number,
                    attempt,
                    occupancy,
                    status,
                    holdUntil,
                    lostTo);
        }
    }
}
