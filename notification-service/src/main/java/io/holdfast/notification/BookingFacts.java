package io.holdfast.notification;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a notification says about its booking, frozen when it was caused.
 *
 * @param terms        null where the event does not tell
 * @param answerBy     until when somebody has to accept; null when nobody has to
 * @param previous     what the booking was before it was moved, null when it was not
 * @param cancellation null while the booking stands
 */
public record BookingFacts(
        Appointment appointment,
        @Nullable Terms terms,
        @Nullable Instant answerBy,
        @Nullable Previous previous,
        @Nullable Cancellation cancellation) {

    /**
     * What a calendar shows.
     *
     * @param offering     its name
     * @param professional display name
     * @param start        UTC
     * @param end          UTC
     * @param place        where the professional comes to, in one line; null when they do not
     * @param meetingUrl   null when they do not meet online
     */
    public record Appointment(
            String number,
            String offering,
            String professional,
            String client,
            Instant start,
            Instant end,
            @Nullable String place,
            @Nullable String meetingUrl) {

        private Appointment whereverItIs() {
            return new Appointment(number, offering, professional, client, start, end, null, meetingUrl);
        }
    }

    /**
     * What was agreed upon.
     *
     * @param recipient who receives the service, null when it is the client
     * @param visit     what the professional needs to come prepared; null for everybody else
     */
    public record Terms(Money price, @Nullable String recipient, @Nullable Visit visit) {

        public Terms withoutVisit() {
            return new Terms(price, recipient, null);
        }
    }

    /**
     * Whom to call and what was said beforehand.
     *
     * @param clientPhone    E.164
     * @param recipientPhone E.164
     * @param notes          the client's, perhaps on several lines
     * @param answers        to the offering's questions, by name; the offering bounds them
     */
    public record Visit(
            @Nullable String clientPhone,
            @Nullable String recipientPhone,
            @Nullable String notes,
            List<Answer> answers) {

        public Visit {
            answers = List.copyOf(answers);
        }
    }

    /** @param question the name of the offering's field, which is the same in every language */
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
    public record Cancellation(String reason, Money refund, @Nullable Share share, boolean stood) {}

    /** A percentage of what was paid. */
    public record Share(int percentage, Money paid) {

        /** Whether some of what was paid had gone back before. */
        public boolean isMoreThan(Money refund) {
            return refund.minorUnits() < paid.minorUnits() * percentage / 100;
        }
    }

    public static BookingFacts asked(Appointment appointment, Terms terms, Instant answerBy) {
        return new BookingFacts(appointment, terms, answerBy, null, null);
    }

    public static BookingFacts standing(Appointment appointment, Terms terms) {
        return new BookingFacts(appointment, terms, null, null, null);
    }

    public static BookingFacts moved(Appointment appointment, Terms terms, Previous previous) {
        return new BookingFacts(appointment, terms, null, previous, null);
    }

    public static BookingFacts calledOff(Appointment appointment, Cancellation cancellation) {
        return new BookingFacts(appointment, null, null, null, cancellation);
    }

    /** What the client reads: they know their own answers, and mail is read on the way. */
    BookingFacts forClient() {
        return new BookingFacts(
                appointment, terms == null ? null : terms.withoutVisit(), answerBy, previous, cancellation);
    }

    /** What the admin reads, who goes nowhere, and what is kept when nobody needs to read it any more. */
    BookingFacts whereverItIs() {
        return new BookingFacts(
                appointment.whereverItIs(), forClient().terms(), answerBy, previous, cancellation);
    }
}
