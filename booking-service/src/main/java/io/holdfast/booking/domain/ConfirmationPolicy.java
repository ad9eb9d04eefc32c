package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who confirms, and until when an answer is waited for.
 *
 * @param answerWithinHours how long the professional has
 * @param hoursBeforeStart  when the client must know at the latest, if that is sooner; a professional has half an hour
 *                          all the same, but never longer than until the start
 */
public record ConfirmationPolicy(Confirmation confirmation, int answerWithinHours, int hoursBeforeStart) {

    /** How long before its start a booking that has to be accepted is requested at the latest. */
    public static final Duration SHORTEST_LEAD = Duration.ofHours(1);

    private static final Duration AT_LEAST = Duration.ofMinutes(30);
    private static final Duration BEFORE_START = Duration.ofMinutes(1);

    /** The domain's default deadline: 24 h, or 2 h before start if sooner. */
    public static ConfirmationPolicy of(Confirmation confirmation) {
        return new ConfirmationPolicy(confirmation, 24, 2);
    }

    /** Until when an answer that is asked for now is waited for; empty when there is no time left to ask. */
    public Optional<Instant> deadline(Instant start, Instant now) {
        Instant answer = now.plus(Duration.ofHours(answerWithinHours));
        Instant clientKnows = later(start.minus(Duration.ofHours(hoursBeforeStart)), now.plus(AT_LEAST));
        Instant deadline = earlier(earlier(answer, clientKnows), start.minus(BEFORE_START));
        return deadline.isAfter(now) ? Optional.of(deadline) : Optional.empty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
