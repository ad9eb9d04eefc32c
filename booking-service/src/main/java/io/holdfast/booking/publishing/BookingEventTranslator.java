package io.holdfast.booking.publishing;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.holdfast.booking.domain.Address;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingEvent;
import io.holdfast.booking.domain.BookingState;
import io.holdfast.booking.domain.BookingTerms;
import io.holdfast.booking.domain.Contact;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.Recipient;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.booking.publishing.BookingWire.AddressBody;
import io.holdfast.booking.publishing.BookingWire.MoneyBody;
import io.holdfast.booking.publishing.BookingWire.OfferingBody;
import io.holdfast.booking.publishing.BookingWire.PersonBody;
import io.holdfast.booking.publishing.BookingWire.ProfessionalBody;
import io.holdfast.booking.publishing.BookingWire.RecipientBody;
import io.holdfast.booking.publishing.BookingWire.RevisedSlotBody;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** What a booking's events are called and carry on topic {@code bookings}. */
public final class BookingEventTranslator {

    private BookingEventTranslator() {}

    /** @param booking as it is after the events */
    public static List<WireEvent> translate(Booking booking, List<BookingEvent> events) {
        return events.stream().map(event -> translate(booking, event)).toList();
    }

    private static WireEvent translate(Booking booking, BookingEvent event) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Slot slot = state.slot();
        String id = terms.id().value();
        String number = terms.number().value();
        int revision = state.revision();
        String professionalId = slot.professional().id().value();
        return switch (event) {
            case BookingEvent.Requested e -> wire("booking.requested.v1", id, new BookingWire.Requested(
                    id,
                    number,
                    revision,
                    terms.mode().name(),
                    terms.offering().id().value(),
                    professionalId,
                    slot.start(),
                    slot.end(),
                    slot.minutes(),
                    terms.manual() ? true : null,
                    e.deadline()));
            case BookingEvent.AwaitingPayment e -> wire("booking.awaiting-payment.v1", id, new BookingWire.AwaitingPayment(
                    id,
                    number,
                    revision,
                    professionalId,
                    slot.start(),
                    money(terms.owed()),
                    e.holdUntil(),
                    terms.offering().name(),
                    person(terms.client().contact()),
                    terms.client().subject(),
                    terms.client().manageTokenHash()));
            case BookingEvent.Paid e -> wire("booking.paid.v1", id, new BookingWire.Paid(
                    id,
                    revision,
                    terms.offering().id().value(),
                    professionalId,
                    slot.start(),
                    slot.end(),
                    money(e.amount()),
                    e.deadline()));
            case BookingEvent.AwaitingConfirmation e -> wire(
                    "booking.awaiting-confirmation.v1",
                    id,
                    new BookingWire.AwaitingConfirmation(
                            id,
                            number,
                            revision,
                            offering(terms.offering()),
                            professional(slot.professional()),
                            // They are called once the booking stands.
                            mailbox(terms.client().contact()),
                            terms.language(),
                            recipientName(terms.recipient()),
                            slot.start(),
                            slot.end(),
                            terms.displayZone().getId(),
                            money(terms.price().total()),
                            address(terms.address()),
                            terms.notes(),
                            intake(terms),
                            e.deadline()));
            case BookingEvent.Confirmed e -> wire("booking.confirmed.v1", id, new BookingWire.Confirmed(
                    id,
                    number,
                    revision,
                    offering(terms.offering()),
                    professional(slot.professional()),
                    person(terms.client().contact()),
                    terms.language(),
                    recipient(terms.recipient()),
                    slot.start(),
                    slot.end(),
                    terms.displayZone().getId(),
                    money(terms.price().total()),
                    state.meeting().url(),
                    address(terms.address()),
                    terms.notes(),
                    intake(terms),
                    e.at()));
            case BookingEvent.Rejected e -> wire("booking.rejected.v1", id, new BookingWire.Rejected(
                    id, revision, e.reason()));
            case BookingEvent.Declined e -> wire("booking.declined.v1", id, new BookingWire.Declined(
                    id,
                    number,
                    revision,
                    professionalId,
                    offering(terms.offering()),
                    professional(slot.professional()),
                    mailbox(terms.client().contact()),
                    terms.language(),
                    slot.start(),
                    slot.end(),
                    terms.displayZone().getId(),
                    actor(e.by()),
                    e.reason(),
                    money(e.refund())));
            case BookingEvent.Expired e -> wire("booking.expired.v1", id, new BookingWire.Expired(
                    id, number, revision, professionalId, slot.start(), slot.end()));
            case BookingEvent.Cancelled e -> wire("booking.cancelled.v1", id, new BookingWire.Cancelled(
                    id,
                    number,
                    revision,
                    offering(terms.offering()),
                    professional(slot.professional()),
                    person(terms.client().contact()),
                    terms.language(),
                    slot.start(),
                    slot.end(),
                    terms.displayZone().getId(),
                    e.cancellation().by().name(),
                    e.cancellation().reason(),
                    e.cancellation().refundPercentage(),
                    money(e.cancellation().refund()),
                    e.wasConfirmed(),
                    state.meeting().url(),
                    address(terms.address()),
                    // Bookings move only once they are paid, so what was paid is the first revision.
                    state.payment() == null || revision == 1 ? null : 1,
                    money(state.payment() == null || !state.payment().wasCaptured()
                            ? Money.zero(terms.owed().currency())
                            : terms.owed()),
                    e.withdrawn().map(move -> revised(move.revision(), move.to())).orElse(null)));
            case BookingEvent.RescheduleRequested e -> wire(
                    "booking.reschedule-requested.v1",
                    id,
                    new BookingWire.RescheduleRequested(
                            id,
                            number,
                            e.asked().revision(),
                            terms.offering().id().value(),
                            e.asked().to().professional().id().value(),
                            e.asked().to().start(),
                            e.asked().to().end(),
                            e.asked().to().minutes(),
                            revised(revision, e.asked().from()),
                            actor(e.asked().by()),
                            e.asked().manual() ? true : null,
                            e.asked().attempt()));
            case BookingEvent.Rescheduled e -> wire("booking.rescheduled.v1", id, new BookingWire.Rescheduled(
                    id,
                    number,
                    revision,
                    offering(terms.offering()),
                    professional(slot.professional()),
                    person(terms.client().contact()),
                    terms.language(),
                    recipient(terms.recipient()),
                    slot.start(),
                    slot.end(),
                    terms.displayZone().getId(),
                    money(terms.price().total()),
                    state.meeting().url(),
                    address(terms.address()),
                    terms.notes(),
                    intake(terms),
                    revised(revision - 1, e.done().from()),
                    professional(e.done().from().professional()),
                    actor(e.done().by()),
                    Objects.requireNonNull(e.done().settledAt())));
            case BookingEvent.RescheduleRejected e -> wire(
                    "booking.reschedule-rejected.v1",
                    id,
                    new BookingWire.RescheduleRejected(
                            id,
                            number,
                            e.revision(),
                            e.slot().professional().id().value(),
                            e.slot().start(),
                            e.slot().end(),
                            e.reason()));
            case BookingEvent.NoShowRecorded e -> wire("booking.no-show-recorded.v1", id, new BookingWire.NoShowRecorded(
                    id, number, revision, professionalId, actor(e.by()), e.at()));
            case BookingEvent.Reviewed e -> wire("booking.reviewed.v1", id, new BookingWire.Reviewed(
                    id, number, revision, professionalId, e.rating(), e.at()));
            case BookingEvent.Started e -> wire("booking.started.v1", id, new BookingWire.Started(
                    id, revision, e.at()));
            case BookingEvent.Completed e -> wire("booking.completed.v1", id, new BookingWire.Completed(
                    id, revision, professionalId, e.at()));
        };
    }

    private static RevisedSlotBody revised(int revision, Slot slot) {
        return new RevisedSlotBody(revision, slot.professional().id().value(), slot.start(), slot.end());
    }

    private static String actor(TriggeredBy by) {
        return switch (by) {
            case CLIENT, PROFESSIONAL, ADMIN -> by.name();
            case AVAILABILITY, PAYMENT, SCHEDULER -> "PLATFORM";
        };
    }

    private static WireEvent wire(String type, String key, Object body) {
        return new WireEvent(type, key, body);
    }

    static MoneyBody money(Money money) {
        return new MoneyBody(money.amount(), money.currency());
    }

    private static PersonBody person(Contact contact) {
        return new PersonBody(contact.name(), contact.email(), contact.phone());
    }

    private static @Nullable RecipientBody recipient(@Nullable Recipient recipient) {
        return recipient == null ? null : new RecipientBody(recipient.name(), recipient.phone());
    }

    private static PersonBody mailbox(Contact contact) {
        return new PersonBody(contact.name(), contact.email(), null);
    }

    private static @Nullable RecipientBody recipientName(@Nullable Recipient recipient) {
        return recipient == null ? null : new RecipientBody(recipient.name(), null);
    }

    private static @Nullable AddressBody address(@Nullable Address address) {
        return address == null
                ? null
                : new AddressBody(address.street(), address.city(), address.building(), address.apartment());
    }

    private static @Nullable Map<String, String> intake(BookingTerms terms) {
        return terms.intake().isEmpty() ? null : terms.intake();
    }

    private static OfferingBody offering(OfferingRef offering) {
        return new OfferingBody(offering.id().value(), offering.name());
    }

    private static ProfessionalBody professional(ProfessionalRef professional) {
        return new ProfessionalBody(professional.id().value(), professional.displayName());
    }
}
