package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Something that payment-service said about a booking's money.
 *
 * @param paymentId the provider's payment, null for an order
 * @param reference the order's or the refund's id at the provider, or why it failed; null where there is none
 * @param amount    null where it is not about an amount
 */
public record PaymentFact(
        Kind kind,
        @Nullable String paymentId,
        @Nullable String reference,
        @Nullable Money amount,
        Instant at) {

    /** What happened. */
    public enum Kind {
        ORDER_CREATED,
        FAILED,
        CAPTURED,
        REFUND_REQUESTED,
        REFUNDED,
        REFUND_FAILED
    }

    /** Whether the two are one fact, told twice. */
    boolean isSameAs(PaymentFact other) {
        return kind == other.kind
                && Objects.equals(paymentId, other.paymentId)
                && Objects.equals(reference, other.reference);
    }
}
