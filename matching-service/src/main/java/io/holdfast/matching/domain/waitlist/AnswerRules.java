package io.holdfast.matching.domain.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long whoever is offered a slot has to answer.
 *
 * @param within what they usually have
 * @param least  with less than this nobody is asked
 */
public record AnswerRules(Duration within, Duration least) {

    /** Before the offering's notice makes the booking impossible. */
    private static final Duration BEFORE_NOTICE = Duration.ofMinutes(5);

    /** What is answered in the last second is on its way for a while. */
    private static final Duration HELD_LONGER = Duration.ofMinutes(5);

    public AnswerRules {
        if (!within.isPositive() || !least.isPositive() || least.compareTo(within) > 0) {
            throw new IllegalArgumentException("Somebody has some time to answer, and at least the least of it.");
        }
    }

    /** Until when they must answer; empty when there is not enough time. */
    Optional<Instant> deadline(Wish wish, Instant start, Instant now) {
        Instant usual = now.plus(within);
        Instant latest = start.minus(wish.notice()).minus(BEFORE_NOTICE);
        Instant deadline = usual.isBefore(latest) ? usual : latest;
        return deadline.isBefore(now.plus(least)) ? Optional.empty() : Optional.of(deadline);
    }

    static Instant holdUntil(Offer offer) {
        return offer.deadline().plus(HELD_LONGER);
    }
}
