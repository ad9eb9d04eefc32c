package io.holdfast.availability.domain;

import java.time.Duration;

/**
 * What an offering asks of a slot.
 *
 * @param minNotice    between now and the start
 * @param maxDaysAhead last bookable date, counted from today in the schedule's zone
 * @param sameDay      whether today can be booked at all
 * @param hold         how long a slot waits for its payment; 12 minutes or more
 */
public record OfferingRules(Duration minNotice, int maxDaysAhead, boolean sameDay, Buffers buffers, Duration hold) {

    // The payment provider may capture this long after the payer has left its page.
    private static final Duration SHORTEST_HOLD = Duration.ofMinutes(12);

    public OfferingRules {
        hold = hold.compareTo(SHORTEST_HOLD) < 0 ? SHORTEST_HOLD : hold;
    }

    /** 2 hours' notice, 30 days ahead, today included, no buffers, 15 minutes to pay. */
    public static OfferingRules standard() {
        return new OfferingRules(Duration.ofHours(2), 30, true, Buffers.NONE, Duration.ofMinutes(15));
    }
}
