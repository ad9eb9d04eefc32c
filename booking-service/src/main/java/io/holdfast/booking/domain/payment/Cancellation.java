package io.holdfast.booking.domain.payment;

import io.holdfast.booking.domain.Money;
import org.jspecify.annotations.Nullable;

/**
 * Who called a booking off, why, and what the policy that applied gives back.
 *
 * @param refundPercentage of what was paid
 * @param refund           what goes back now: that part, less what had gone back already
 * @param onBehalfOf       for whom an admin called it off; null where they did it for the business, or nobody was in between
 */
public record Cancellation(
        By by, String reason, int refundPercentage, Money refund, @Nullable By onBehalfOf) {

    public Cancellation(By by, String reason, int refundPercentage, Money refund) {
        this(by, reason, refundPercentage, refund, null);
    }

    /** Who called it off. */
    public enum By {
        CLIENT,
        PROFESSIONAL,
        ADMIN,
        /** Nobody: what was promised cannot be kept. */
        PLATFORM
    }
}
