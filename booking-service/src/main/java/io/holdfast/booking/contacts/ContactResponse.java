package io.holdfast.booking.contacts;

import java.time.Instant;

import io.holdfast.booking.contacts.Contacts.Person;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.PaymentStatus;
import io.holdfast.booking.web.Amount;
import io.holdfast.defaults.web.Paged;
import org.jspecify.annotations.Nullable;

/**
 * A contact with their bookings, newest first.
 *
 * @param name     as they said when they last booked; likewise address, phone and language
 * @param signedIn whether they have an account
 * @param notes    the business's own; null for none
 * @param bookings a part of them, by {@code page}, {@code limit} and {@code after}
 */
record ContactResponse(
        String id,
        String name,
        String email,
        @Nullable String phone,
        String language,
        boolean signedIn,
        @Nullable String notes,
        @Nullable Instant notesAt,
        @Nullable Instant firstBookedAt,
        @Nullable Instant lastBookedAt,
        Paged<HistoryLine> bookings) {

    /**
     * A booking of theirs.
     *
     * @param displayZone   in which they read times
     * @param manual        whether an admin made it
     * @param paymentStatus null where nothing is paid through the platform
     * @param cancelledBy   null where it was not
     */
    record HistoryLine(
            String id,
            String number,
            BookingStatus status,
            boolean manual,
            Named offering,
            @Nullable Professional professional,
            Instant start,
            Instant end,
            String displayZone,
            Amount price,
            @Nullable PaymentStatus paymentStatus,
            Cancellation.@Nullable By cancelledBy,
            Instant createdAt) {

        static HistoryLine of(Booking booking) {
            var slot = booking.state().slot();
            var payment = booking.state().payment();
            var cancellation = booking.state().cancellation();
            return new HistoryLine(
                    booking.id().value(),
                    booking.terms().number().value(),
                    booking.status(),
                    booking.terms().manual(),
                    Named.of(booking.terms().offering()),
                    slot.professional() == null ? null : Professional.of(slot.professional()),
                    slot.start(),
                    slot.end(),
                    booking.terms().displayZone().getId(),
                    Amount.of(booking.terms().price().total()),
                    payment == null ? null : payment.status(),
                    cancellation == null ? null : cancellation.by(),
                    booking.terms().requestedAt());
        }
    }

    record Named(String id, String name) {

        static Named of(OfferingRef offering) {
            return new Named(offering.id().value(), offering.name());
        }
    }

    record Professional(String id, String displayName) {

        static Professional of(ProfessionalRef professional) {
            return new Professional(professional.id().value(), professional.displayName());
        }
    }

    static ContactResponse of(Person person, Paged<Booking> bookings) {
        ContactDocument contact = person.contact();
        return new ContactResponse(
                contact.id(),
                contact.name(),
                contact.email(),
                contact.phone(),
                contact.language(),
                contact.isSignedIn(),
                person.notes(),
                contact.notesAt(),
                contact.firstBookedAt(),
                contact.latestBookedAt(),
                bookings.map(HistoryLine::of));
    }
}
