package io.holdfast.booking.domain;

/**
 * When an offering may be booked; availability applies them.
 *
 * @param minNoticeMinutes how long before its start at the latest
 * @param maxDaysAhead     how many days before its start at the earliest
 * @param sameDay          whether today is possible at all
 * @param holdMinutes      how long the payer has; never below the payment provider's capture window of 12
 */
public record OfferingRules(
        int minNoticeMinutes,
        int maxDaysAhead,
        boolean sameDay,
        int bufferBeforeMinutes,
        int bufferAfterMinutes,
        int holdMinutes) {

    public static final OfferingRules DEFAULT = new OfferingRules(120, 30, true, 0, 0, 15);
}
