package io.holdfast.booking.domain;

/**
 * What a client who cancels gets back.
 *
 * @param fullRefundHours    this many hours or more before the start, everything
 * @param laterRefundPercent later than that, this part of it
 */
public record CancellationPolicy(int fullRefundHours, int laterRefundPercent) {

    public static final CancellationPolicy DEFAULT = new CancellationPolicy(24, 50);
}
