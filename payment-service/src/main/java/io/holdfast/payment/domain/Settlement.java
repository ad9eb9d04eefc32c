package io.holdfast.payment.domain;

import org.jspecify.annotations.Nullable;

/**
 * How the booking ended, and what of the money that it was paid with goes back.
 *
 * @param reason of the refund
 * @param refund what the policy that applied gives back, null for all of it
 */
public record Ending(RefundReason reason, @Nullable Money refund) {

    /** All that was captured goes back: nothing of the booking came about. */
    public static Ending inFull(RefundReason reason) {
        return new Ending(reason, null);
    }

    /** As much goes back as the frozen policy says. */
    public static Ending withRefund(RefundReason reason, Money refund) {
        return new Ending(reason, refund);
    }

    long refundOf(Money captured) {
        // Another currency cannot be compared with what was captured; nobody may lose by that.
        return refund == null || !refund.currency().equals(captured.currency()) ? captured.amount() : refund.amount();
    }
}
