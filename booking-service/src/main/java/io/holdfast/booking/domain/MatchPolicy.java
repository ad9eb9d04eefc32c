package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long somebody who provides a booking is looked for, in mode MATCH.
 *
 * @param searchMinutes      how long at most
 * @param minutesBeforeStart when the client must know at the latest, if that is sooner
 * @param leastMinutes       with less time than that nobody is asked any more
 * @param returns            how often it is looked for somebody else when a professional gives it back; then the money goes
 *                           back
 */
public record MatchPolicy(int searchMinutes, int minutesBeforeStart, int leastMinutes, int returns) {

    /** A professional who gave it back is remembered, so there are not more. */
    public static final int MOST_RETURNS = 5;

    /** 75 min, or 30 min before the start if sooner; a professional has 15 min to answer; once. */
    public static final MatchPolicy DEFAULT = new MatchPolicy(75, 30, 15, 1);

    /** Until when somebody is looked for from now on; empty when there is no time left to look. */
    public Optional<Instant> deadline(Instant start, Instant now) {
        Instant longest = now.plus(Duration.ofMinutes(searchMinutes));
        Instant clientKnows = start.minus(Duration.ofMinutes(minutesBeforeStart));
        return now.isBefore(clientKnows)
                ? Optional.of(longest.isBefore(clientKnows) ? longest : clientKnows)
                : Optional.empty();
    }

    /** How long before its start it can be requested at the latest, when it is to be paid within {@code toPay}. */
    public Duration shortestLead(Duration toPay) {
        return toPay.plusMinutes((long) minutesBeforeStart + leastMinutes);
    }
}
