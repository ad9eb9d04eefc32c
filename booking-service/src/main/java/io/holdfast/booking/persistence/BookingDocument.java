package io.holdfast.booking.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.Address;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingNumber;
import io.holdfast.booking.domain.BookingState;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.BookingTerms;
import io.holdfast.booking.domain.Cancellation;
import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.Client;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.PriceDetails;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.Recipient;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.StatusChange;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A booking as it is stored: terms, state and the events that were caused. Ids are flat so that lists can find them. */
@Document("bookings")
@CompoundIndex(name = "by-client", def = "{'tenantId': 1, 'clientSubject': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-professional", def = "{'tenantId': 1, 'professionalId': 1, 'requestedAt': -1}")
record BookingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String number,
        Mode mode,
        String offeringId,
        String offeringName,
        ConfirmationPolicy confirmation,
        CancellationPolicy cancellationPolicy,
        PriceDetails price,
        @Nullable String clientSubject,
        @Nullable String manageTokenHash,
        Contact contact,
        @Nullable Recipient recipient,
        @Nullable Address address,
        Map<String, String> intake,
        String language,
        String displayZone,
        @Nullable String notes,
        @Nullable String requestHash,
        Instant requestedAt,
        int revision,
        BookingStatus status,
        String professionalId,
        String professionalName,
        Instant start,
        Instant end,
        @Nullable Payment payment,
        @Nullable Instant confirmationDeadline,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable Cancellation cancellation,
        List<StatusChange> history,
        Outbox outbox)
        implements OutboxDocument {

    /** @param version of the document that was loaded, null for a new one */
    static BookingDocument of(Booking booking, @Nullable Long version, Outbox outbox) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Slot slot = state.slot();
        return new BookingDocument(
                terms.id().value(),
                version,
                terms.tenant().value(),
                terms.number().value(),
                terms.mode(),
                terms.offering().id().value(),
                terms.offering().name(),
                terms.confirmation(),
                terms.cancellation(),
                terms.price(),
                terms.client().subject(),
                terms.client().manageTokenHash(),
                terms.client().contact(),
                terms.recipient(),
                terms.address(),
                terms.intake(),
                terms.language(),
                terms.displayZone().getId(),
                terms.notes(),
                terms.requestHash(),
                terms.requestedAt(),
                state.revision(),
                state.status(),
                slot.professional().id().value(),
                slot.professional().displayName(),
                slot.start(),
                slot.end(),
                state.payment(),
                state.confirmationDeadline(),
                state.confirmedAt(),
                state.completedAt(),
                state.cancellation(),
                state.history(),
                outbox);
    }

    Booking toBooking() {
        var terms = new BookingTerms(
                new BookingId(id),
                new TenantId(tenantId),
                new BookingNumber(number),
                mode,
                new OfferingRef(new OfferingId(offeringId), offeringName),
                confirmation,
                cancellationPolicy,
                price,
                new Client(clientSubject, manageTokenHash, contact),
                recipient,
                address,
                intake,
                language,
                ZoneId.of(displayZone),
                notes,
                requestHash,
                requestedAt);
        var professional = new ProfessionalRef(new ProfessionalId(professionalId), professionalName);
        var state = new BookingState(
                revision,
                status,
                new Slot(professional, start, end),
                payment,
                confirmationDeadline,
                confirmedAt,
                completedAt,
                cancellation,
                history);
        return new Booking(terms, state);
    }
}
