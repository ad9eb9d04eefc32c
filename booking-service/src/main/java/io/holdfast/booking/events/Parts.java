package io.holdfast.booking.events;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.contracts.Wire;
import org.jspecify.annotations.Nullable;

/** What recurs in the bodies of events, nested once here and flat in JSON where it is unwrapped. */
final class Parts {

    private Parts() {}

    record Head(String bookingId, String number, int revision) {

        static Head of(Booking booking) {
            return of(booking, booking.state().revision());
        }

        static Head of(Booking booking, int revision) {
            return new Head(booking.id().value(), booking.terms().number().value(), revision);
        }
    }

    /** Whose time it is, and which. */
    record Times(String professionalId, Instant start, Instant end) {

        static Times of(Slot slot) {
            return new Times(slot.professional().id().value(), slot.start(), slot.end());
        }
    }

    @Wire("The slot that a booking has, or asked for, at one of its revisions.")
    record RevisedSlot(int revision, @JsonUnwrapped Times slot) {

        static RevisedSlot of(int revision, Slot slot) {
            return new RevisedSlot(revision, Times.of(slot));
        }
    }

    /** What takes place when, with whom and for whom: what people are told of a booking. */
    record Visit(
            OfferingBody offering,
            ProfessionalBody professional,
            Party client,
            String language,
            Instant start,
            Instant end,
            String displayZone) {

        static Visit of(Booking booking) {
            return of(booking, Party.of(booking.terms().client().contact()));
        }

        static Visit withoutPhone(Booking booking) {
            Contact contact = booking.terms().client().contact();
            return of(booking, new Party(contact.name(), contact.email(), null));
        }

        private static Visit of(Booking booking, Party client) {
            Slot slot = booking.state().slot();
            return new Visit(
                    OfferingBody.of(booking.terms().offering()), ProfessionalBody.of(slot.professional()), client,
                    booking.terms().language(), slot.start(), slot.end(), booking.terms().displayZone().getId());
        }
    }

    /** What whoever provides it has to know besides. */
    record Details(
            @Nullable RecipientBody recipient,
            MoneyBody price,
            @Nullable AddressBody address,
            @Nullable String notes,
            @Nullable @Wire("The client's answers to what the offering asks, by the name of its field.")
            Map<String, String> intake) {

        static Details of(BookingTerms terms) {
            Recipient recipient = terms.recipient();
            return of(terms, recipient == null ? null : new RecipientBody(recipient.name(), recipient.phone()));
        }

        static Details withoutPhone(BookingTerms terms) {
            return of(terms, terms.recipient() == null ? null : new RecipientBody(terms.recipient().name(), null));
        }

        private static Details of(BookingTerms terms, @Nullable RecipientBody recipient) {
            return new Details(
                    recipient, MoneyBody.of(terms.price().total()), AddressBody.of(terms.address()), terms.notes(),
                    terms.intake().isEmpty() ? null : terms.intake());
        }
    }

    record MoneyBody(long amount, String currency) {

        static MoneyBody of(Money money) {
            return new MoneyBody(money.minorUnits(), money.currency().getCurrencyCode());
        }

        static @Nullable MoneyBody ofNullable(@Nullable Money money) {
            return money == null ? null : of(money);
        }
    }

    @Wire("Somebody who can be written to.")
    record Party(String name, String email, @Nullable String phone) {

        static Party of(Contact contact) {
            return new Party(contact.name(), contact.email(), contact.phone());
        }
    }

    @Wire("Who receives the service, when that is not the client.")
    record RecipientBody(String name, @Nullable String phone) {}

    @Wire("Where the professional comes to.")
    record AddressBody(String street, String city, @Nullable String building, @Nullable String apartment) {

        static @Nullable AddressBody of(@Nullable Address address) {
            return address == null
                    ? null
                    : new AddressBody(address.street(), address.city(), address.building(), address.apartment());
        }
    }

    record OfferingBody(String id, String name) {

        static OfferingBody of(OfferingRef offering) {
            return new OfferingBody(offering.id().value(), offering.name());
        }
    }

    record ProfessionalBody(String id, String displayName) {

        static ProfessionalBody of(ProfessionalRef professional) {
            return new ProfessionalBody(professional.id().value(), professional.displayName());
        }
    }
}
