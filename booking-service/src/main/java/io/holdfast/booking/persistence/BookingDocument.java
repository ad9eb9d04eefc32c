package io.holdfast.booking.persistence;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.MatchPolicy;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingState;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Correction;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.defaults.search.SearchTerms;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A booking as it is stored: terms, state and the events that were caused. What lists, limits and sums look for stands
 * beside them, flat.
 *
 * @param clientKey    the same for all bookings of one client, see {@link Client#key()}
 * @param searchTerms  number, name, address and phone of the client, and who receives it
 * @param overdueAt    when the booking decides that it has waited long enough; null while it waits for nothing
 * @param meetingDueAt when the provider of meeting rooms is asked; null when there is nothing to ask
 * @param professionalId null while nobody provides it
 * @param unpaidClient whose unpaid hold this is, with the tenant; null when it is none; likewise the next three
 * @param forgettableSince when it was over, once it is; null before, and when its client is erased
 * @param refusedAt    when it ended without ever having been anybody's booking; null while it may still become one or was
 * @param kept         what was captured and not given back, in minor units of {@code currency}, which is the price's
 */
@DataRetention(
        since = "refusedAt",
        period = "P30D",
        why = "a refused request is nobody's record, and late payments of it come within days; all others are kept, as the"
                + " business's records")
@PersonalData(
        holds = "who booked and for whom, address, answers, notes, reasons, the review's text",
        erased = "the booking without them: number, times, offering, professional, price, payment, statuses and rating stay")
@Document("bookings")
@CompoundIndex(name = "by-client", def = "{'tenantId': 1, 'clientSubject': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-professional", def = "{'tenantId': 1, 'professionalId': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-status", def = "{'tenantId': 1, 'status': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-offering", def = "{'tenantId': 1, 'offeringId': 1, 'requestedAt': -1}")
@CompoundIndex(name = "by-start", def = "{'tenantId': 1, 'start': 1}")
@CompoundIndex(name = "by-professionals-start", def = "{'tenantId': 1, 'professionalId': 1, 'start': 1}")
@CompoundIndex(name = "by-search-term", def = "{'tenantId': 1, 'searchTerms': 1}")
@CompoundIndex(name = "by-client-key", def = "{'tenantId': 1, 'clientKey': 1, 'requestedAt': -1}")
record BookingDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        @Bounded(of = "intake", max = 20, by = "the offering, which asks at most so many questions")
        @Bounded(of = "questions", max = 20, by = "the offering, likewise")
        @Bounded(of = "preparation", max = 5, by = "the offering, which has so many languages at most")
        @Bounded(of = "policies.reminders.beforeStart", max = ReminderPolicy.MOST, by = "ReminderPolicy")
        @Bounded(of = "policies.reminders.forReview", max = ReminderPolicy.MOST, by = "ReminderPolicy")
        @Bounded(of = "match.languages", max = MatchCriteria.MOST, by = "BookingRequest")
        @Bounded(of = "match.skills", max = MatchCriteria.MOST, by = "OfferingRequest")
        BookingTerms terms,
        @Bounded(of = "payment.facts", max = 200, by = "Payment.MOST_FACTS")
        @Bounded(of = "conflicts", max = 50, by = "availability-service, which lists the first ones")
        @Bounded(of = "rescheduling.attempts", max = 50, by = "Rescheduling.MOST_ATTEMPTS")
        @Bounded(of = "rescheduling.attempts.conflicts", max = 50, by = "availability-service, which lists the first ones")
        @Bounded(of = "search.excluded", max = MatchPolicy.MOST_RETURNS, by = "MatchPolicy.MOST_RETURNS")
        @Bounded(of = "commands.commands", max = 70, by = "CommandLog.MOST_COMMANDS")
        @Bounded(of = "corrections", max = Correction.MOST_CORRECTIONS, by = "Correction")
        @Bounded(of = "corrections.fields", max = 6, by = "Correction.Field")
        @Bounded(of = "history", max = 100, by = "the state table, whose cycles are corrections of attendance, moves and giving back")
        BookingState state,
        Instant requestedAt,
        boolean manual,
        @Nullable String clientSubject,
        String clientKey,
        @Nullable String professionalId,
        String offeringId,
        @Bounded(max = SearchTerms.MOST, by = "SearchTerms") List<String> searchTerms,
        BookingStatus status,
        Instant start,
        Instant end,
        @Indexed(sparse = true) @Nullable String unpaidClient,
        @Indexed(sparse = true) @Nullable String unpaidPhone,
        @Indexed(sparse = true) @Nullable String unpaidOrigin,
        @Indexed(sparse = true) @Nullable String unpaidProfessional,
        @Indexed(sparse = true) @Nullable Instant forgettableSince,
        @Nullable Instant refusedAt,
        long kept,
        String currency,
        @Indexed(sparse = true) @Nullable Instant overdueAt,
        @Indexed(sparse = true) @Nullable Instant meetingDueAt,
        Outbox outbox)
        implements OutboxDocument {

    static BookingDocument of(Booking booking, @Nullable BookingDocument loaded, Outbox outbox) {
        BookingTerms terms = booking.terms();
        BookingState state = booking.state();
        Client client = terms.client();
        Payment payment = state.payment();
        String professional = state.slot().professionalId().map(ProfessionalId::value).orElse(null);
        boolean mayHold = state.status() == BookingStatus.REQUESTED || state.status() == BookingStatus.PENDING_PAYMENT;
        return new BookingDocument(
                terms.id().value(),
                loaded == null ? null : loaded.version(),
                terms.tenant().value(),
                // Where a request came from is of use only while nobody has paid.
                mayHold ? terms : terms.with(client.from(null)),
                state,
                terms.requestedAt(),
                terms.manual(),
                client.subject(),
                client.key(),
                professional,
                terms.offering().id().value(),
                searchTerms(terms),
                state.status(),
                state.slot().start(),
                state.slot().end(),
                unpaidKey(booking, client.key()),
                unpaidKey(booking, client.contact().phone()),
                unpaidKey(booking, client.origin()),
                unpaidKey(booking, professional),
                booking.isErasable() && !client.isErased() ? state.slot().end() : null,
                booking.wasRefused() ? state.lastChange().at() : null,
                payment == null ? 0 : payment.kept(),
                terms.price().total().currency().getCurrencyCode(),
                booking.overdueAt().orElse(null),
                state.meeting().dueAt(),
                outbox);
    }

    private static List<String> searchTerms(BookingTerms terms) {
        var number = new SearchTerms().number(terms.number().value());
        if (terms.client().isErased()) {
            return number.toList();
        }
        Contact client = terms.client().contact();
        var found = number
                .name(client.name())
                .email(client.email())
                .phone(client.phone());
        Recipient recipient = terms.recipient();
        return (recipient == null ? found : found.name(recipient.name()).phone(recipient.phone())).toList();
    }

    static String unpaidKey(TenantId tenant, String whom) {
        return tenant + ":" + whom;
    }

    private static @Nullable String unpaidKey(Booking booking, @Nullable String whom) {
        return booking.status() == BookingStatus.PENDING_PAYMENT && whom != null
                ? unpaidKey(booking.terms().tenant(), whom)
                : null;
    }

    Booking toDomain() {
        return new Booking(terms, state);
    }
}
