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
import io.holdfast.booking.domain.Client;
import io.holdfast.booking.domain.Conflict;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Deadline;
import io.holdfast.booking.domain.HandledCommand;
import io.holdfast.booking.domain.Meeting;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Payment;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.PriceDetails;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.Recipient;
import io.holdfast.booking.domain.Review;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.StatusChange;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A booking as it is stored: terms, state and the events that were caused. What lists, limits and sums look for is flat.
 *
 * @param clientKey    the same for all bookings of one client, see {@link Client#key()}
 * @param overdueAt    when the booking decides that it has waited long enough; null while it waits for nothing
 * @param meetingDueAt when the provider of meeting rooms is asked; null when there is nothing to ask
 * @param clientOrigin while nobody has paid, see {@link Client#origin()}
 * @param unpaidClient whose unpaid hold this is, with the tenant; null when it is none; likewise the next three
 * @param refusedAt    when it ended without ever having been anybody's booking; null while it may still become one or was
 * @param kept         what was captured and not given back, in minor units of {@code currency}, which is the price's
 */
@DataRetention(
        since = "refusedAt",
        period = "P30D",
        why = "a refused request is nobody's record, and late payments of it come within days; all others are kept, as the"
                + " business's records")
@Document("bookings")
@CompoundIndex(name = "by-client", def = "{'tenantId': 1, 'clientSubject': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-professional", def = "{'tenantId': 1, 'professionalId': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-status", def = "{'tenantId': 1, 'status': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-client-key", def = "{'tenantId': 1, 'clientKey': 1, 'requestedAt': -1}")
record BookingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String number,
        Mode mode,
        boolean manual,
        String offeringId,
        String offeringName,
        OfferingRules rules,
        Policies policies,
        PriceDetails price,
        @Nullable String clientSubject,
        @Nullable String manageTokenHash,
        String clientKey,
        Contact contact,
        @Nullable Recipient recipient,
        @Nullable Address address,
        @Bounded(max = 20, by = "the offering, which asks at most so many questions")
        Map<String, String> intake,
        String language,
        String displayZone,
        @Nullable String notes,
        boolean video,
        @Nullable String room,
        @Nullable String requestHash,
        Instant requestedAt,
        @Nullable String clientOrigin,
        @Indexed(sparse = true) @Nullable String unpaidClient,
        @Indexed(sparse = true) @Nullable String unpaidPhone,
        @Indexed(sparse = true) @Nullable String unpaidOrigin,
        @Indexed(sparse = true) @Nullable String unpaidProfessional,
        @Nullable Instant refusedAt,
        int revision,
        BookingStatus status,
        String professionalId,
        String professionalName,
        Instant start,
        Instant end,
        @Bounded(of = "facts", max = 200, by = "Payment.MOST_FACTS")
        @Nullable Payment payment,
        long kept,
        String currency,
        @Nullable Deadline deadline,
        @Indexed(sparse = true) @Nullable Instant overdueAt,
        @Nullable Instant confirmationDeadline,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable Instant attendanceAt,
        @Nullable Cancellation cancellation,
        Review review,
        @Nullable String meetingUrl,
        @Nullable Instant meetingAt,
        @Indexed(sparse = true) @Nullable Instant meetingDueAt,
        int meetingTries,
        @Bounded(max = 50, by = "availability-service, which lists the first ones")
        List<Conflict> conflicts,
        @Bounded(max = 50, by = "Booking.MOST_RESCHEDULES")
        List<StoredReschedule> reschedules,
        @Bounded(max = 70, by = "Booking.MOST_HANDLED")
        List<HandledCommand> handled,
        @Bounded(max = 100, by = "the state table, whose only cycle is the correction of attendance")
        List<StatusChange> history,
        Outbox outbox)
        implements OutboxDocument {

    /** @param version of the document that was loaded, null for a new one */
    static BookingDocument of(Booking booking, @Nullable Long version, Outbox outbox) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Slot slot = state.slot();
        Payment payment = state.payment();
        boolean mayHold = state.status() == BookingStatus.REQUESTED || state.status() == BookingStatus.PENDING_PAYMENT;
        return new BookingDocument(
                terms.id().value(),
                version,
                terms.tenant().value(),
                terms.number().value(),
                terms.mode(),
                terms.manual(),
                terms.offering().id().value(),
                terms.offering().name(),
                terms.rules(),
                terms.policies(),
                terms.price(),
                terms.client().subject(),
                terms.client().manageTokenHash(),
                terms.client().key(),
                terms.client().contact(),
                terms.recipient(),
                terms.address(),
                terms.intake(),
                terms.language(),
                terms.displayZone().getId(),
                terms.notes(),
                terms.video(),
                terms.room(),
                terms.requestHash(),
                terms.requestedAt(),
                mayHold ? terms.client().origin() : null,
                unpaidKey(booking, terms.client().key()),
                unpaidKey(booking, terms.client().contact().phone()),
                unpaidKey(booking, terms.client().origin()),
                unpaidKey(booking, slot.professional().id().value()),
                booking.wasRefused() ? state.history().getLast().at() : null,
                state.revision(),
                state.status(),
                slot.professional().id().value(),
                slot.professional().displayName(),
                slot.start(),
                slot.end(),
                payment,
                payment == null ? 0 : payment.kept(),
                terms.price().total().currency(),
                state.deadline(),
                booking.overdueAt().orElse(null),
                state.confirmationDeadline(),
                state.confirmedAt(),
                state.completedAt(),
                state.attendanceAt(),
                state.cancellation(),
                state.review(),
                state.meeting().url(),
                state.meeting().at(),
                state.meeting().dueAt(),
                state.meeting().tries(),
                state.conflicts(),
                state.reschedules().stream().map(StoredReschedule::of).toList(),
                state.handled(),
                state.history(),
                outbox);
    }

    static String unpaidKey(TenantId tenant, String whom) {
        return tenant + ":" + whom;
    }

    private static @Nullable String unpaidKey(Booking booking, @Nullable String whom) {
        return booking.status() == BookingStatus.PENDING_PAYMENT && whom != null
                ? unpaidKey(booking.terms().tenant(), whom)
                : null;
    }

    Booking toBooking() {
        var terms = new BookingTerms(
                new BookingId(id),
                new TenantId(tenantId),
                new BookingNumber(number),
                mode,
                manual,
                new OfferingRef(new OfferingId(offeringId), offeringName),
                rules,
                policies,
                price,
                new Client(clientSubject, manageTokenHash, contact, clientOrigin),
                recipient,
                address,
                intake,
                language,
                ZoneId.of(displayZone),
                notes,
                video,
                room,
                requestHash,
                requestedAt);
        var professional = new ProfessionalRef(new ProfessionalId(professionalId), professionalName);
        var state = new BookingState(
                revision,
                status,
                new Slot(professional, start, end),
                payment,
                deadline,
                confirmationDeadline,
                confirmedAt,
                completedAt,
                attendanceAt,
                cancellation,
                review,
                new Meeting(meetingUrl, meetingAt, meetingDueAt, meetingTries),
                conflicts,
                reschedules.stream().map(StoredReschedule::toReschedule).toList(),
                handled,
                history);
        return new Booking(terms, state);
    }
}
