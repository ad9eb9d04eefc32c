package io.holdfast.booking.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.booking.BookedSlot;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.IntakeAnswer;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.contracts.Wire;
import org.jspecify.annotations.Nullable;

/** What recurs in the bodies of events, nested once here and flat in JSON where it is unwrapped. */
final class Parts {

    static final String REMINDERS = "How long before the start people are reminded, ISO 8601 durations, the longest first.";

    private Parts() {}

    static List<String> reminders(Booking booking) {
        return booking.terms().policies().reminders().beforeStart().stream().map(Duration::toString).toList();
    }

    static @Nullable List<String> orAbsent(List<String> list) {
        return list.isEmpty() ? null : list;
    }

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
            return new Times(slot.provider().id().value(), slot.start(), slot.end());
        }
    }

    @Wire("The slot that a booking has, or asked for, at one of its revisions.")
    record RevisedSlot(int revision, @JsonUnwrapped Times slot) {

        static RevisedSlot of(int revision, Slot slot) {
            return new RevisedSlot(revision, Times.of(slot));
        }

        static RevisedSlot of(int revision, BookedSlot slot) {
            return new RevisedSlot(revision, new Times(slot.professional().value(), slot.start(), slot.end()));
        }

        static @Nullable RevisedSlot ofNullable(Optional<Reschedule> withdrawn) {
            return withdrawn.map(move -> of(move.revision(), move.to())).orElse(null);
        }
    }

    /** What takes place when and for whom: what people are told of a booking, beside who provides it. */
    record Visit(
            OfferingBody offering,
            ClientBody client,
            @Nullable @Wire("The client is a guest, who proves with the booking's manage token that it is theirs.")
            Boolean guest,
            String language,
            Instant start,
            Instant end,
            String displayZone) {

        static Visit of(Booking booking) {
            return of(booking, booking.terms().client().contact().phone());
        }

        static Visit withoutPhone(Booking booking) {
            return of(booking, null);
        }

        private static Visit of(Booking booking, @Nullable String phone) {
            return of(booking, booking.state().slot(), phone);
        }

        private static Visit of(Booking booking, Slot slot, @Nullable String phone) {
            Client client = booking.terms().client();
            return new Visit(
                    OfferingBody.of(booking.terms().offering()),
                    ClientBody.of(client, phone), client.isGuest() ? true : null, booking.terms().language(),
                    slot.start(), slot.end(), booking.terms().displayZone().getId());
        }
    }

    @Wire("What somebody on a waitlist had accepted and does not have after all. Nobody waits for an answer then, so they are told.")
    record MissedOffer(String entryId, String number, @JsonUnwrapped Visit visit, ProfessionalBody professional) {

        static MissedOffer of(String entry, Booking booking, Slot slot) {
            return new MissedOffer(
                    entry, booking.terms().number().value(), Visit.of(booking, slot, null),
                    ProfessionalBody.of(slot.provider()));
        }
    }

    /** What whoever provides it has to know besides. */
    record Details(
            @Nullable RecipientBody recipient,
            MoneyBody price,
            @Nullable AddressBody address,
            @Nullable String notes,
            @Nullable @Wire("The client's answers to what the offering asks, by the name of its field.")
            Map<String, String> intake,
            @Nullable @Wire(
                    value = "The same with the questions as they were asked, in their order; absent where nobody kept their words.",
                    max = 20)
            List<AnswerBody> answers,
            @Nullable @Wire("What the client has to do before, by language tag; absent for nothing.")
            Map<String, String> preparation,
            @Nullable @Wire("What is given back of what is paid through the platform; absent when nothing is.")
            CancellationTermsBody cancellation) {

        static Details of(Booking booking) {
            Recipient recipient = booking.terms().recipient();
            return of(booking, recipient == null ? null : new RecipientBody(recipient.name(), recipient.phone()));
        }

        static Details withoutPhone(Booking booking) {
            Recipient recipient = booking.terms().recipient();
            return of(booking, recipient == null ? null : new RecipientBody(recipient.name(), null));
        }

        private static Details of(Booking booking, @Nullable RecipientBody recipient) {
            BookingTerms terms = booking.terms();
            return new Details(
                    recipient, MoneyBody.of(terms.price().total()), AddressBody.of(terms.address()), terms.notes(),
                    terms.intake().isEmpty() ? null : terms.intake(),
                    terms.questions() == null ? null : terms.answers().stream().map(AnswerBody::of).toList(),
                    terms.preparation().isEmpty() ? null : terms.preparation(), CancellationTermsBody.of(booking));
        }
    }

    @Wire("What a client answered to a question of the offering.")
    record AnswerBody(@Wire("Of its field.") String name, String question, String answer) {

        static AnswerBody of(IntakeAnswer answer) {
            return new AnswerBody(answer.name(), answer.question(), answer.answer());
        }
    }

    @Wire("What a client who cancels gets back, by the policy that was agreed.")
    record CancellationTermsBody(
            @Wire("Up to then, inclusive, everything.") Instant fullRefundUntil,
            @Wire(value = "Later than that, this part of it.", min = 0, max = 100) int laterRefundPercent) {

        static @Nullable CancellationTermsBody of(Booking booking) {
            CancellationPolicy policy = booking.terms().policies().cancellation();
            return booking.terms().owed().isZero()
                    ? null
                    : new CancellationTermsBody(
                            policy.fullRefundUntil(booking.state().slot().start()), policy.laterRefundPercent());
        }
    }

    @Wire("Whether the client is asked for a review.")
    record ReviewRequestBody(
            @Wire("False when there is one already.") boolean ask,
            @Wire(value = "When they are asked again, the earliest first.", max = ReminderPolicy.MOST) List<Instant> reminders) {}

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

    @Wire("Who booked.")
    record ClientBody(
            String name,
            String email,
            @Nullable String phone,
            @Nullable @Wire("As whom they are signed in; absent for a guest.") String subject) {

        static ClientBody of(Client client, @Nullable String phone) {
            return new ClientBody(client.contact().name(), client.contact().email(), phone, client.subject());
        }
    }

    @Wire("Who receives the service, when that is not the client.")
    record RecipientBody(String name, @Nullable String phone) {}

    @Wire("Whom the client wants; nobody else is asked.")
    record PreferenceBody(
            @Nullable @Wire("Nobody but them.") String professionalId,
            MatchCriteria.@Nullable Gender gender,
            @Nullable @Wire(value = "BCP 47 tags, of which they speak one.", max = MatchCriteria.MOST) List<String> languages) {

        static @Nullable PreferenceBody of(MatchCriteria wanted) {
            return wanted.isPreference()
                    ? new PreferenceBody(
                            wanted.professional() == null ? null : wanted.professional().value(), wanted.gender(),
                            Parts.orAbsent(wanted.languages()))
                    : null;
        }
    }

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

        /** @throws IllegalStateException when nobody provides it yet */
        static ProfessionalBody of(Booking booking) {
            return of(booking.state().slot().provider());
        }

        static @Nullable ProfessionalBody ofNullable(Booking booking) {
            ProfessionalRef found = booking.state().slot().professional();
            return found == null ? null : of(found);
        }

        static ProfessionalBody of(ProfessionalRef professional) {
            return new ProfessionalBody(professional.id().value(), professional.displayName());
        }
    }
}
