package io.holdfast.notification;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a notification says about its booking, frozen when it was caused.
 *
 * @param professional display name, null when none was found yet
 * @param recipient    who receives the service, null when it is the client
 * @param start        UTC
 * @param end          UTC
 * @param price        null where the event does not tell
 * @param place        where the professional comes to, in one line; null when they do not
 * @param meetingUrl   null when they do not meet online
 * @param answerBy     until when somebody has to accept; null when nobody has to
 * @param visit        what the professional needs to come prepared; null for everybody else
 * @param cancellation null while the booking stands
 * @param previous     what the booking was before it was moved, null when it was not
 */
public record BookingFacts(
        String number,
        String offering,
        @Nullable String professional,
        String client,
        @Nullable String recipient,
        Instant start,
        Instant end,
        @Nullable Money price,
        @Nullable String place,
        @Nullable String meetingUrl,
        @Nullable Instant answerBy,
        @Nullable Visit visit,
        @Nullable Cancellation cancellation,
        @Nullable Previous previous) {

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
     * Why a booking was called off and what the client gets back.
     *
     * @param refund           what goes back now: the percentage of what was paid, less what went back already
     * @param refundPercentage of what was paid
     * @param paid             null when the event does not say it
     */
    public record Cancellation(String reason, Money refund, int refundPercentage, @Nullable Money paid) {

        /** Whether some of what was paid had gone back before. */
        public boolean isLessThanItsPercentage() {
            return paid != null && refund.amount() < paid.amount() * refundPercentage / 100;
        }
    }

    /**
     * Where the booking stood at an earlier revision.
     *
     * @param professional display name, null when it is the same as now
     */
    public record Previous(int revision, @Nullable String professional, Instant start, Instant end) {}

    /** What the client reads: they know their own answers, and mail is read on the way. */
    BookingFacts forClient() {
        return with(place, null);
    }

    /** What the admin reads, who goes nowhere, and what is kept when nobody needs to read it any more. */
    BookingFacts whereverItIs() {
        return with(null, null);
    }

    private BookingFacts with(@Nullable String shownPlace, @Nullable Visit shownVisit) {
        return new BookingFacts(
                number, offering, professional, client, recipient, start, end, price, shownPlace, meetingUrl, answerBy,
                shownVisit, cancellation, previous);
    }
}
