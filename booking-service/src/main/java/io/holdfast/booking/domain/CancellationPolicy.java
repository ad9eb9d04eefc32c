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

    /** At exactly this time it is still everything. */
    public Instant fullRefundUntil(Instant start) {
        return start.minus(Duration.ofHours(fullRefundHours));
    }
}
