package io.holdfast.availability.persistence;

import java.time.Instant;

import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:booking}. */
@DataRetention(
        since = "end",
        period = "P90D",
        why = "it names the client, whom an agenda of last quarter still needs; older ones show number and time alone")
@PersonalData(
        holds = "the client's name, and whose booking it is",
        erased = "number, offering and time, as an agenda shows them")
@Document("known_bookings")
record KnownBookingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String bookingId,
        long sequence,
        KnownBooking.Status status,
        @Nullable String professionalId,
        Instant end,
        @Nullable String clientId,
        @Nullable String manageTokenHash,
        @Nullable String number,
        @Nullable String offeringName,
        @Nullable String clientName) {

    static String idOf(TenantId tenant, String booking) {
        return tenant.value() + ":" + booking;
    }

    static KnownBookingDocument of(KnownBooking booking, long sequence, @Nullable Long version) {
        ProfessionalId professional = booking.professional();
        return new KnownBookingDocument(
                idOf(booking.tenant(), booking.id()),
                version,
                booking.tenant().value(),
                booking.id(),
                sequence,
                booking.status(),
                professional == null ? null : professional.value(),
                booking.end(),
                booking.clientId(),
                booking.manageTokenHash(),
                booking.number(),
                booking.offeringName(),
                booking.clientName());
    }

    KnownBooking toDomain() {
        return new KnownBooking(
                new TenantId(tenantId),
                bookingId,
                status,
                professionalId == null ? null : new ProfessionalId(professionalId),
                end,
                clientId,
                manageTokenHash,
                number,
                offeringName,
                clientName);
    }
}
