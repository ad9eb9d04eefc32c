package io.holdfast.notification.saga;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.defaults.calendar.CalendarBooking;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.BookingFacts.Answer;
import io.holdfast.notification.BookingFacts.Appointment;
import io.holdfast.notification.BookingFacts.Cancellation;
import io.holdfast.notification.BookingFacts.Visit;
import io.holdfast.notification.BookingNews;
import io.holdfast.notification.BookingRevision;
import io.holdfast.notification.Money;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Person;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;

/** What this service reads of others' events. */
final class Received {

    private Received() {}

    /** {@code booking.awaiting-confirmation.v1} */
    record AwaitingConfirmation(@JsonUnwrapped Booking booking, @JsonUnwrapped Terms terms, Instant deadline) {

        BookingNews news(ReceivedEvent<?> event) {
            var appointment = booking.appointment(terms.address(), null);
            return booking.news(event, BookingFacts.asked(appointment, terms.toDomain(booking.client()), deadline));
        }
    }

    /** {@code booking.confirmed.v1} */
    record Confirmed(@JsonUnwrapped Booking booking, @JsonUnwrapped Terms terms, @Nullable String meetingUrl) {

        BookingNews news(ReceivedEvent<?> event) {
            var appointment = booking.appointment(terms.address(), meetingUrl);
            return booking.news(event, BookingFacts.standing(appointment, terms.toDomain(booking.client())));
        }
    }

    /** {@code booking.rescheduled.v1} */
    record Rescheduled(
            @JsonUnwrapped Booking booking,
            @JsonUnwrapped Terms terms,
            @Nullable String meetingUrl,
            Slot previous,
            Professional previousProfessional) {

        boolean isWithSomebodyElse() {
            return !booking.professional().id().equals(previousProfessional.id());
        }

        BookingNews news(ReceivedEvent<?> event) {
            var before = new BookingFacts.Previous(
                    previous.revision(),
                    isWithSomebodyElse() ? previousProfessional.displayName() : null,
                    previous.start(),
                    previous.end());
            var appointment = booking.appointment(terms.address(), meetingUrl);
            return booking.news(event, BookingFacts.moved(appointment, terms.toDomain(booking.client()), before));
        }

        /** For the professional who does not have it any more: they are not to come, to call or to join. */
        BookingNews lost(ReceivedEvent<?> event) {
            Booking lost = booking.at(previous, previousProfessional);
            var agreed = terms.toDomain(booking.client()).withoutVisit();
            return lost.news(event, BookingFacts.standing(lost.appointment(null, null), agreed));
        }
    }

    /** {@code booking.declined.v1} */
    record Declined(@JsonUnwrapped Booking booking, String by, String reason, Amount refund) {

        /** Nobody declines for the platform: it ends what was not answered in time. */
        NotificationKind kind() {
            return by.equals("PLATFORM") ? NotificationKind.UNANSWERED : NotificationKind.DECLINED;
        }

        BookingNews news(ReceivedEvent<?> event) {
            var cancellation = new Cancellation(reason, refund.toDomain(), null, false);
            return booking.news(event, BookingFacts.calledOff(booking.appointment(null, null), cancellation));
        }
    }

    /** {@code booking.cancelled.v1} */
    record Cancelled(
            @JsonUnwrapped Booking booking,
            String reason,
            int refundPercentage,
            Amount refund,
            Amount paid,
            boolean wasConfirmed,
            @Nullable String meetingUrl,
            @Nullable Address address) {

        BookingNews news(ReceivedEvent<?> event) {
            var share = new BookingFacts.Share(refundPercentage, paid.toDomain());
            var cancellation = new Cancellation(reason, refund.toDomain(), share, wasConfirmed);
            return booking.news(event, BookingFacts.calledOff(booking.appointment(address, meetingUrl), cancellation));
        }
    }

    /** {@code professional.registered.v1} and {@code professional.updated.v1} */
    record ProfessionalProfile(String professionalId, String email, String zone) {}

    /** {@code professional.deactivated.v1} */
    record ProfessionalDeactivated(String professionalId) {}

    /** {@code schedule.changed.v1}: in which zone the professional reads times. */
    record ScheduleChanged(String professionalId, Hours schedule) {

        record Hours(String zone) {}
    }

    // ---- parts of bookings' events

    /** What each of them says of its booking. */
    record Booking(
            String bookingId,
            String number,
            int revision,
            Offering offering,
            Professional professional,
            Client client,
            String language,
            Instant start,
            Instant end,
            String displayZone) {

        /** The same at the slot and with the professional that it had before. */
        Booking at(Slot slot, Professional other) {
            return new Booking(
                    bookingId, number, slot.revision(), offering, other, client, language, slot.start(), slot.end(),
                    displayZone);
        }

        Appointment appointment(@Nullable Address address, @Nullable String meetingUrl) {
            return new Appointment(
                    number, offering.name(), professional.displayName(), client.name(), start, end,
                    address == null ? null : address.line(), meetingUrl);
        }

        BookingNews news(ReceivedEvent<?> event, BookingFacts facts) {
            var person = new Person(client.name(), client.email(), client.phone(), null, language, displayZone);
            return new BookingNews(
                    new BookingRevision(
                            new TenantId(event.tenantId()), bookingId, revision, person, false, professional.id(), facts),
                    event.at());
        }
    }

    /** What was agreed upon, and what the professional is to know beforehand. */
    record Terms(
            Amount price,
            @Nullable Recipient recipient,
            @Nullable Address address,
            @Nullable String notes,
            @Nullable Map<String, String> intake) {

        BookingFacts.Terms toDomain(Client client) {
            var answers = intake == null
                    ? List.<Answer>of()
                    // By name, so that the same booking reads the same in every mail.
                    : new TreeMap<>(intake).entrySet().stream()
                            .map(answer -> new Answer(answer.getKey(), answer.getValue()))
                            .toList();
            String recipientPhone = recipient == null ? null : recipient.phone();
            return new BookingFacts.Terms(
                    price.toDomain(),
                    recipient == null ? null : recipient.name(),
                    new Visit(client.phone(), recipientPhone, notes, answers));
        }
    }

    record Offering(String name) {}

    record Professional(String id, String displayName) {}

    /** @param phone only where the professional is to have it */
    record Client(String name, String email, @Nullable String phone) {}

    /** Who receives the service, where that is not the client. */
    record Recipient(String name, @Nullable String phone) {}

    record Slot(int revision, Instant start, Instant end) {}

    record Amount(long amount, String currency) {

        Money toDomain() {
            return new Money(amount, Currency.getInstance(currency));
        }
    }

    /** Where the professional comes to. */
    record Address(String street, String city, @Nullable String building, @Nullable String apartment) {

        String line() {
            return CalendarBooking.placeOf(street, building, apartment, city);
        }
    }
}
