package io.holdfast.booking.domain.payment;

import java.time.Instant;
import java.util.Objects;

import io.holdfast.booking.domain.Money;
import org.jspecify.annotations.Nullable;

/**
 * Something that payment-service said about a booking's money.
 *
 * @param paymentId the provider's payment, null for an order
 * @param reference the order's or the refund's id at the provider, or why it failed; null where there is none
 * @param amount    null where it is not about an amount
 * @param at        when it happened; for a capture by the provider's clock, which knows whole seconds
 * @param received  how we came to know of it
 */
public record PaymentFact(
        Kind kind,
        @Nullable String paymentId,
        @Nullable String reference,
        @Nullable Money amount,
        Instant at,
        Received received) {

    /** What happened. */
    public enum Kind {
        ORDER_CREATED,
        FAILED,
        CAPTURED,
        REFUND_REQUESTED,
        REFUNDED,
        REFUND_FAILED
    }

    /**
     * How a fact reached us.
     *
     * @param at       when, by our clock
     * @param after    how many changes of status there had been, which settles the order within one moment
     * @param message  the message that told it; repetitions have the same
     * @param accepted false where it is about money that does not pay the booking: a second capture, or a wrong amount
     */
    public record Received(Instant at, int after, String message, boolean accepted) {}

    /** Whether it is about money that does not pay the booking. */
    public boolean isBesideTheBooking() {
        return !received.accepted();
    }

    /** Whether the two are one fact, told twice. */
    boolean isSameAs(PaymentFact other) {
        return kind == other.kind
                && Objects.equals(paymentId, other.paymentId)
                && Objects.equals(reference, other.reference)
                && switch (kind) {
                    case ORDER_CREATED, FAILED, CAPTURED, REFUNDED -> true;
                    // These have no id at the provider yet, and the same amount may be asked for twice.
                    case REFUND_REQUESTED, REFUND_FAILED -> received.message().equals(other.received.message());
                };
    }
}
