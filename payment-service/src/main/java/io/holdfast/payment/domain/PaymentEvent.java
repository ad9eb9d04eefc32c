package io.holdfast.payment.domain;

import java.util.Objects;

/** What happened to a payment. */
public sealed interface PaymentEvent {

    PaymentId id();

    /** The payer can pay now. */
    record OrderCreated(PaymentId id, Order order, Money amount) implements PaymentEvent {}

    /** The booking is paid. */
    record Captured(PaymentId id, Capture capture) implements PaymentEvent {}

    /** A try failed; the payer may try again. */
    record AttemptFailed(PaymentId id, String orderId, String paymentId, String reason) implements PaymentEvent {}

    /** Money is to go back. */
    record RefundRequested(PaymentId id, Refund refund) implements PaymentEvent {}

    /**
     * Money went back.
     *
     * @param inFull whether nothing of all that was captured is left with us
     */
    record Refunded(PaymentId id, Refund refund, boolean inFull) implements PaymentEvent {

        public String refundId() {
            return Objects.requireNonNull(refund.refundId(), "the provider names what it processed");
        }
    }

    /** Money could not go back; somebody must look. */
    record RefundFailed(PaymentId id, Refund refund) implements PaymentEvent {}
}
