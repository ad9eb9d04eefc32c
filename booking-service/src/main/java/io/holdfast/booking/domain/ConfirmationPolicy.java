package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * Who confirms, and until when an answer is waited for.
 *
 * @param answerWithinHours how long the professional has
 * @param hoursBeforeStart  when the client must know at the latest, if that is sooner
 */
public record ConfirmationPolicy(Confirmation confirmation, int answerWithinHours, int hoursBeforeStart) {

    /** The domain's default deadline: 24 h, or 2 h before start if sooner. */
    public static ConfirmationPolicy of(Confirmation confirmation) {
        return new ConfirmationPolicy(confirmation, 24, 2);
    }

    Instant deadline(Instant start, Instant now) {
        Instant answer = now.plus(Duration.ofHours(answerWithinHours));
        Instant latest = start.minus(Duration.ofHours(hoursBeforeStart));
        return latest.isBefore(answer) ? latest : answer;
    }
}
