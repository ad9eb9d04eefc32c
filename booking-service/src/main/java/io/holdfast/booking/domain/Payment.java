package io.holdfast.booking.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A booking's view of its payment. Payment-service owns the truth; this view moves only forward, so repeated and stale
 * messages do not turn it back.
 *
 * @param amount    what is owed
 * @param holdUntil when the slot is given up if it is not paid; null before the slot is held
 * @param orderId   the provider's order, null before payment-service made it
 * @param keyId     the provider's public key for the checkout page, null likewise
 */
public record Payment(
        PaymentStatus status,
        Money amount,
        @Nullable Instant holdUntil,
        @Nullable String orderId,
        @Nullable String keyId) {

    static Payment owed(Money amount) {
        return new Payment(PaymentStatus.CREATED, amount, null, null, null);
    }

    /** Whether the money arrived, whatever was given back since. */
    public boolean wasCaptured() {
        return switch (status) {
            case CREATED, FAILED -> false;
            case CAPTURED, REFUND_PENDING, REFUND_FAILED, PARTIALLY_REFUNDED, REFUNDED -> true;
        };
    }

    Payment dueBy(Instant until) {
        return new Payment(status, amount, until, orderId, keyId);
    }

    /** There is one order per revision, so the first one known stays. */
    Payment ordered(String order, String key) {
        return orderId == null ? new Payment(status, amount, holdUntil, order, key) : this;
    }

    Payment failed() {
        return wasCaptured() ? this : become(PaymentStatus.FAILED);
    }

    Payment captured() {
        // A failed attempt may be followed by a successful one on the same order.
        return wasCaptured() ? this : become(PaymentStatus.CAPTURED);
    }

    Payment refundRequested() {
        return switch (status) {
            case CREATED, FAILED, CAPTURED, REFUND_PENDING, REFUND_FAILED -> become(PaymentStatus.REFUND_PENDING);
            case PARTIALLY_REFUNDED, REFUNDED -> this;
        };
    }

    Payment refundFailed() {
        return switch (status) {
            case CREATED, FAILED, CAPTURED, REFUND_PENDING, REFUND_FAILED -> become(PaymentStatus.REFUND_FAILED);
            case PARTIALLY_REFUNDED, REFUNDED -> this;
        };
    }

    Payment refunded(boolean inFull) {
        return status == PaymentStatus.REFUNDED || inFull
                ? become(PaymentStatus.REFUNDED)
                : become(PaymentStatus.PARTIALLY_REFUNDED);
    }

    private Payment become(PaymentStatus next) {
        return new Payment(next, amount, holdUntil, orderId, keyId);
    }
}
