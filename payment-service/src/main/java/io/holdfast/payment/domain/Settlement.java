package io.holdfast.payment.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a payment is settled when its booking ends: what of the money that it was paid with goes back, and why.
 *
 * @param reason of the refund
 * @param refund what the policy that applied gives back, null for all of it
 */
public record Settlement(RefundReason reason, @Nullable Money refund) {

    /** All that was captured goes back: nothing of the booking came about. */
    public static Settlement inFull(RefundReason reason) {
        return new Settlement(reason, null);
    }

    /** As much goes back as the frozen policy says. */
    public static Settlement withRefund(RefundReason reason, Money refund) {
        return new Settlement(reason, refund);
    }

    Money refundOf(Money captured) {
        // Another currency cannot be compared with what was captured; nobody may lose by that.
        return refund == null || !refund.currency().equals(captured.currency()) ? captured : refund;
    }
}
