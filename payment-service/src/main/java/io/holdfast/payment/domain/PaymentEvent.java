package io.holdfast.payment.domain;

import java.util.Objects;

/** What happened to a payment. */
public sealed interface PaymentEvent {

    PaymentId id();

    /** The payer can pay now. */
    record OrderCreated(PaymentId id, Order order, Money amount) implements PaymentEvent {}

    /**
     * The provider will never make the order, so the payment has ended.
     *
     * @param amount what was asked for
     * @param reason a code, as it goes on the wire
     * @param detail in the provider's words
     */
    record OrderRefused(PaymentId id, Money amount, String reason, String detail) implements PaymentEvent {}

    /** The booking is paid. */
    record Captured(PaymentId id, Capture capture) implements PaymentEvent {}

    /** A try failed; the payer may try again. */
    record AttemptFailed(PaymentId id, String orderId, String paymentId, String reason) implements PaymentEvent {}

    /**
     * Money is to go back.
     *
     * @param accepted whether it is of the capture that pays the booking
     */
    record RefundRequested(PaymentId id, Refund refund, boolean accepted) implements PaymentEvent {}

    /**
     * Money went back.
     *
     * @param accepted whether it is of the capture that pays the booking
     * @param inFull   whether nothing is left with us of that capture; for another one, of all that was captured
     */
    record Refunded(PaymentId id, Refund refund, boolean accepted, boolean inFull) implements PaymentEvent {

        public String refundId() {
            return Objects.requireNonNull(refund.refundId(), "the provider names what it processed");
        }
    }

    /**
     * Money could not go back; somebody must look.
     *
     * @param accepted whether it is of the capture that pays the booking
     */
    record RefundFailed(PaymentId id, Refund refund, boolean accepted) implements PaymentEvent {}
}
