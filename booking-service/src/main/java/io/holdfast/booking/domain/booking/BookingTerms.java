package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.payment.PriceDetails;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed when a booking was requested. Offerings, prices and policies may change afterwards; these do not, but
 * for the {@link BookingDetails}, which their client may correct.
 *
 * @param manual      whether an admin made it, by hand: paid for outside of the platform, and nobody has to accept it
 * @param rules       the offering's, as they were
 * @param preparation what the client has to do before, by language, likewise
 * @param video       whether it takes place by video, when nothing else is said
 * @param room        the video room, where it can be known before the booking is confirmed
 * @param intake      answers to the offering's questions, by field
 * @param match       who is looked for, in mode MATCH; null in mode DIRECT
 * @param displayZone the zone in which the client reads times
 * @param requestHash hash of the request, where it came with an idempotency key: the key's next use must match it
 * @param waitlistEntry of whose {@link WaitlistOffer} it came; null where its client chose the slot themselves
 * @param questions   what of the offering's questions was answered, in its words then and in its order; null where nothing was
 * @param quiet       whether nobody is told that it stands: it was taken over from another system, and they know. Null for
 *                    all others
 */
public record BookingTerms(
        BookingId id,
        TenantId tenant,
        BookingNumber number,
        Mode mode,
        boolean manual,
        OfferingRef offering,
        OfferingRules rules,
        Map<String, String> preparation,
        Policies policies,
        PriceDetails price,
        Client client,
        @Nullable Recipient recipient,
        @Nullable Address address,
        @Nullable MatchCriteria match,
        Map<String, String> intake,
        String language,
        ZoneId displayZone,
        @Nullable String notes,
        boolean video,
        @Nullable String room,
        @Nullable String requestHash,
        @Nullable String waitlistEntry,
        Instant requestedAt,
        @Nullable List<IntakeQuestion> questions,
        @Nullable Boolean quiet) {

    /** A question as it was asked. */
    public record IntakeQuestion(String name, String label) {}

    public BookingTerms {
        intake = Map.copyOf(intake);
        questions = questions == null ? null : List.copyOf(questions);
        // Stored before there was any.
        preparation = preparation == null ? Map.of() : Map.copyOf(preparation);
    }

    /** Of whose confirmation people are told, as of most; of an offering that asked nothing. */
    public BookingTerms(
            BookingId id,
            TenantId tenant,
            BookingNumber number,
            Mode mode,
            boolean manual,
            OfferingRef offering,
            OfferingRules rules,
            Map<String, String> preparation,
            Policies policies,
            PriceDetails price,
            Client client,
            @Nullable Recipient recipient,
            @Nullable Address address,
            @Nullable MatchCriteria match,
            Map<String, String> intake,
            String language,
            ZoneId displayZone,
            @Nullable String notes,
            boolean video,
            @Nullable String room,
            @Nullable String requestHash,
            @Nullable String waitlistEntry,
            Instant requestedAt) {
        this(
                id, tenant, number, mode, manual, offering, rules, preparation, policies, price, client, recipient, address,
                match, intake, language, displayZone, notes, video, room, requestHash, waitlistEntry, requestedAt, null, null);
    }

    /** The same, of whose confirmation nobody is told. */
    public BookingTerms quietly() {
        return new BookingTerms(
                id, tenant, number, mode, manual, offering, rules, preparation, policies, price, client, recipient, address,
                match, intake, language, displayZone, notes, video, room, requestHash, waitlistEntry, requestedAt, questions, true);
    }

    /** The same with the words of those questions that were answered. */
    public BookingTerms asking(List<IntakeQuestion> asked) {
        List<IntakeQuestion> answered =
                asked.stream().filter(question -> intake.containsKey(question.name())).toList();
        return new BookingTerms(
                id, tenant, number, mode, manual, offering, rules, preparation, policies, price, client, recipient, address,
                match, intake, language, displayZone, notes, video, room, requestHash, waitlistEntry, requestedAt,
                answered.isEmpty() ? null : answered, quiet);
    }

    /** The client's answers in the order in which they were asked; what nobody kept the words of comes last, by name. */
    public List<IntakeAnswer> answers() {
        List<IntakeQuestion> asked = questions == null ? List.of() : questions;
        var known = asked.stream().map(IntakeQuestion::name).collect(Collectors.toSet());
        return Stream.concat(
                        asked.stream()
                                .filter(question -> intake.containsKey(question.name()))
                                .map(question -> new IntakeAnswer(
                                        question.name(), question.label(), String.valueOf(intake.get(question.name())))),
                        intake.entrySet().stream()
                                .filter(answer -> !known.contains(answer.getKey()))
                                .sorted(Map.Entry.comparingByKey())
                                .map(answer -> new IntakeAnswer(answer.getKey(), answer.getKey(), answer.getValue())))
                .toList();
    }

    public BookingTerms with(Client other) {
        return new BookingTerms(
                id, tenant, number, mode, manual, offering, rules, preparation, policies, price, other, recipient, address,
                match, intake, language, displayZone, notes, video, room, requestHash, waitlistEntry, requestedAt, questions, quiet);
    }

    BookingTerms withoutRecipient() {
        return new BookingTerms(
                id, tenant, number, mode, manual, offering, rules, preparation, policies, price, client, null, address,
                match, intake, language, displayZone, notes, video, room, requestHash, waitlistEntry, requestedAt, questions, quiet);
    }

    /** What of it may be corrected. */
    public BookingDetails details() {
        return new BookingDetails(
                client.contact().name(), client.contact().phone(), recipient, address, language, notes);
    }

    BookingTerms with(BookingDetails corrected) {
        Contact contact = new Contact(corrected.name(), client.contact().email(), corrected.phone());
        return new BookingTerms(
                id, tenant, number, mode, manual, offering, rules, preparation, policies, price, client.with(contact),
                corrected.recipient(), corrected.address(), match, intake, corrected.language(), displayZone,
                corrected.notes(), video, room, requestHash, waitlistEntry, requestedAt, questions, quiet);
    }

    /** Whether the provider of meeting rooms is asked for one, each time that it has another time. */
    boolean asksForRoom() {
        return video && room == null;
    }

    Meeting firstMeeting(Instant now) {
        if (room != null) {
            return Meeting.in(room, now);
        }
        return asksForRoom() ? Meeting.NONE.due(now) : Meeting.NONE;
    }

    /** The command or message that asked for it. */
    Cause cause() {
        return waitlistEntry == null ? Cause.REQUEST : Cause.WAITLIST_ACCEPTED;
    }

    /** What the client has to pay through the platform. */
    public Money owed() {
        return manual ? Money.zero(price.total().currency()) : price.total();
    }
}
