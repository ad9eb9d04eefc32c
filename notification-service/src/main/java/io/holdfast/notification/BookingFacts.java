package io.holdfast.notification;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a notification says about its booking, frozen when it was caused.
 *
 * @param terms        null where the event does not tell
 * @param answerBy     until when somebody has to accept; null when nobody has to
 * @param previous     what the booking was before it was moved, null when it was not
 * @param cancellation null while the booking stands
 * @param correction   what is new about it; null when nothing is
 * @param payment      what this is about where it is about money; null elsewhere
 * @param review       null where nobody is asked for one
 * @param proposal     null where nobody is asked to take the booking
 * @param waitlist     null where nobody waits for it, or was asked
 */
public record BookingFacts(
        Appointment appointment,
        @Nullable Terms terms,
        @Nullable Instant answerBy,
        @Nullable Previous previous,
        @Nullable Cancellation cancellation,
        @Nullable Correction correction,
        @Nullable Payment payment,
        @Nullable ReviewRequest review,
        @Nullable Proposal proposal,
        @Nullable Waitlist waitlist) {

    /**
     * What a calendar shows.
     *
     * @param number       null while there is no booking
     * @param offering     its name
     * @param professional display name; null while nobody is found
     * @param client       null where the reader is not to know
     * @param start        UTC
     * @param end          UTC
     * @param place        where the professional comes to, in one line, or the city alone; null when they do not
     * @param meetingUrl   null when they do not meet online
     */
    public record Appointment(
            @Nullable String number,
            String offering,
            @Nullable String professional,
            @Nullable String client,
            Instant start,
            Instant end,
            @Nullable String place,
            @Nullable String meetingUrl) {

        private Appointment meetingAt(String url) {
            return new Appointment(number, offering, professional, client, start, end, place, url);
        }

        private Appointment ofNobody() {
            return new Appointment(number, offering, professional, null, start, end, null, null);
        }

        private Appointment whereverItIs() {
            return new Appointment(number, offering, professional, client, start, end, null, meetingUrl);
        }
    }

    /**
     * What was agreed upon.
     *
     * @param recipient   who receives the service, null when it is the client
     * @param visit       what the professional needs to come prepared; null for everybody else
     * @param preparation what the client has to do before, by language (BCP 47)
     * @param policy      what a client who cancels gets back; null where nothing was to be paid
     */
    public record Terms(
            Money price,
            @Nullable String recipient,
            @Nullable Visit visit,
            Map<String, String> preparation,
            @Nullable CancellationPolicy policy) {

        public Terms {
            preparation = Map.copyOf(preparation);
        }

        private Terms ofNobody() {
            return new Terms(price, null, null, preparation, policy);
        }

        private Terms withoutRecipient() {
            return new Terms(price, null, visit == null ? null : visit.withoutRecipient(), preparation, policy);
        }

        public Terms withoutVisit() {
            return new Terms(price, recipient, null, preparation, policy);
        }
    }

    /**
     * What a client who cancels gets back.
     *
     * @param fullRefundUntil    up to then, inclusive, everything
     * @param laterRefundPercent later than that, this part of it
     */
    public record CancellationPolicy(Instant fullRefundUntil, int laterRefundPercent) {}

    /**
     * Whom to call and what was said beforehand.
     *
     * @param clientPhone    E.164
     * @param recipientPhone E.164
     * @param notes          the client's, perhaps on several lines
     * @param answers        to the offering's questions, as they were asked; the offering bounds them
     */
    public record Visit(
            @Nullable String clientPhone,
            @Nullable String recipientPhone,
            @Nullable String notes,
            List<Answer> answers) {

        public Visit {
            answers = List.copyOf(answers);
        }

        private Visit withoutRecipient() {
            return new Visit(clientPhone, null, notes, answers);
        }
    }

    /** @param question as it was asked, in the business's language; the name of the offering's field where its words were not kept */
    public record Answer(String question, String answer) {}

    /**
     * Where the booking stood at an earlier revision.
     *
     * @param professional display name, null when it is the same as now
     */
    public record Previous(int revision, @Nullable String professional, Instant start, Instant end) {}

    /**
     * Why a booking was called off and what the client gets back.
     *
     * @param refund what goes back now
     * @param share  of which what went back already is taken away; null where it is all that has not gone back yet
     * @param stood  whether anybody had been told that the booking stands
     */
    public record Cancellation(By by, String reason, Money refund, @Nullable Share share, boolean stood) {

        private Cancellation ofNobody() {
            return new Cancellation(by, "", refund, share, stood);
        }
    }

    /** Who did it. */
    public enum By {
        CLIENT,
        PROFESSIONAL,
        ADMIN,
        /** Nobody: what was promised could not be kept, or the time was over. */
        PLATFORM
    }

    /** A percentage of what was paid. */
    public record Share(int percentage, Money paid) {

        /** Whether some of what was paid had gone back before. */
        public boolean isMoreThan(Money refund) {
            return refund.minorUnits() < paid.minorUnits() * percentage / 100;
        }
    }

    /**
     * What the client had said wrong.
     *
     * @param number  1 for a booking's first
     * @param stands  whether anybody had been told that the booking stands
     * @param changed names of what is new, such as {@code client.phone}
     */
    public record Correction(int number, boolean stands, List<String> changed) {

        public Correction {
            changed = List.copyOf(changed);
        }
    }

    /**
     * Money that is to be paid, or is on its way back.
     *
     * @param payBy   until when the time is kept for who pays; null when nothing is to be paid
     * @param failure what went wrong, in the provider's words; null when nothing did
     */
    public record Payment(Money amount, @Nullable Instant payBy, @Nullable String failure) {}

    /** @param last whether nobody asks again */
    public record ReviewRequest(boolean last) {}

    /**
     * A professional who is asked, or was.
     *
     * @param id        the proposal's
     * @param earnings  what they get; null where it is not said
     * @param withdrawn why nobody waits for their answer any more; null while somebody does
     * @param accepted  whether they had said yes
     */
    public record Proposal(
            String id, @Nullable Money earnings, @Nullable Withdrawal withdrawn, boolean accepted) {}

    /** Why nobody waits for a professional's answer any more. */
    public enum Withdrawal {
        TAKEN,
        SLOT_NOT_FREE,
        BOOKING_ENDED,
        MATCH_FAILED
    }

    /**
     * Somebody on a waitlist.
     *
     * @param entryId what they joined with
     * @param place   how many are asked before them, and one; null where it is not said
     * @param anyTime whether any time of that day would do; the appointment is all of the day then
     * @param moves   whether they have a booking, which would have that time in place of its own
     * @param missed  why the time that they were offered is not theirs; null where it may be
     */
    public record Waitlist(
            String entryId, @Nullable Integer place, boolean anyTime, boolean moves, @Nullable Missed missed) {

        public static Waitlist joined(String entryId, int place, boolean anyTime, boolean moves) {
            return new Waitlist(entryId, place, anyTime, moves, null);
        }

        public static Waitlist offered(String entryId, boolean moves) {
            return new Waitlist(entryId, null, false, moves, null);
        }

        public static Waitlist missed(String entryId, boolean moves, Missed why) {
            return new Waitlist(entryId, null, false, moves, why);
        }
    }

    /** Why a time that was offered did not become somebody's. */
    public enum Missed {
        UNANSWERED,
        /** They accepted, and somebody else has it. */
        TAKEN,
        /** They accepted, and a rule is against it. */
        REFUSED
    }

    public static BookingFacts of(Appointment appointment) {
        return new BookingFacts(appointment, null, null, null, null, null, null, null, null, null);
    }

    public static BookingFacts standing(Appointment appointment, Terms terms) {
        return new BookingFacts(appointment, terms, null, null, null, null, null, null, null, null);
    }

    public BookingFacts answeredBy(Instant deadline) {
        return new BookingFacts(appointment, terms, deadline, previous, cancellation, correction, payment, review, proposal, waitlist);
    }

    public BookingFacts movedFrom(@Nullable Previous before) {
        return new BookingFacts(appointment, terms, answerBy, before, cancellation, correction, payment, review, proposal, waitlist);
    }

    public BookingFacts calledOff(Cancellation how) {
        return new BookingFacts(appointment, terms, answerBy, previous, how, correction, payment, review, proposal, waitlist);
    }

    public BookingFacts corrected(Correction what) {
        return new BookingFacts(appointment, terms, answerBy, previous, cancellation, what, payment, review, proposal, waitlist);
    }

    public BookingFacts about(Payment money) {
        return new BookingFacts(appointment, terms, answerBy, previous, cancellation, correction, money, review, proposal, waitlist);
    }

    public BookingFacts proposing(Proposal made) {
        return new BookingFacts(appointment, terms, answerBy, previous, cancellation, correction, payment, review, made, waitlist);
    }

    public BookingFacts asking(ReviewRequest request) {
        return new BookingFacts(appointment, terms, answerBy, previous, cancellation, correction, payment, request, proposal, waitlist);
    }

    public BookingFacts waiting(Waitlist where) {
        return new BookingFacts(
                appointment, terms, answerBy, previous, cancellation, correction, payment, review, proposal, where);
    }

    BookingFacts meetingAt(String url) {
        return new BookingFacts(
                appointment.meetingAt(url), terms, answerBy, previous, cancellation, correction, payment, review, proposal, waitlist);
    }

    /** What was said when this stood, for whoever is reminded of it: not that it was moved. */
    BookingFacts asItStands() {
        return movedFrom(null);
    }

    /** What the client reads: they know their own answers, and mail is read on the way. */
    BookingFacts forClient() {
        return new BookingFacts(
                appointment, terms == null ? null : terms.withoutVisit(), answerBy, previous, cancellation, correction, payment,
                review, proposal, waitlist);
    }

    /** What is kept when the client is erased: what was said of, and nothing that they or others wrote. */
    BookingFacts ofNobody() {
        return new BookingFacts(
                appointment.ofNobody(), terms == null ? null : terms.ofNobody(), answerBy, previous,
                cancellation == null ? null : cancellation.ofNobody(), correction, payment, review, proposal, waitlist);
    }

    /** What is kept when it is forgotten for whom it was: all that its client said of themselves. */
    BookingFacts withoutRecipient() {
        return new BookingFacts(
                appointment, terms == null ? null : terms.withoutRecipient(), answerBy, previous, cancellation, correction, payment,
                review, proposal, waitlist);
    }

    /** What the admin reads, who goes nowhere, and what is kept when nobody needs to read it any more. */
    BookingFacts whereverItIs() {
        return new BookingFacts(
                appointment.whereverItIs(), forClient().terms(), answerBy, previous, cancellation, correction, payment, review,
                proposal, waitlist);
    }
}
