package io.holdfast.booking.domain;

/** Who called a booking off, why, and what the policy that applied gives back. */
public record Cancellation(By by, String reason, int refundPercentage, Money refund) {

    /** Who called it off. */
    public enum By {
        CLIENT,
        PROFESSIONAL,
        ADMIN,
        /** Nobody: what was promised cannot be kept. */
        PLATFORM
    }
}
