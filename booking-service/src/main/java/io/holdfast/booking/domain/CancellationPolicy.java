package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * What a client who cancels gets back.
 *
 * @param fullRefundHours    this many hours or more before the start, everything
 * @param laterRefundPercent later than that, this part of it
 */
public record CancellationPolicy(int fullRefundHours, int laterRefundPercent) {

    public static final CancellationPolicy DEFAULT = new CancellationPolicy(24, 50);

    private static final int EVERYTHING = 100;

    /** At exactly the limit it is still everything. */
    CancellationQuote quote(CancellationQuote.Paid paid, Instant start, Instant now) {
        Instant limit = start.minus(Duration.ofHours(fullRefundHours));
        return now.isAfter(limit)
                ? CancellationQuote.of(laterRefundPercent, paid, start)
                : CancellationQuote.of(EVERYTHING, paid, limit);
    }
}
