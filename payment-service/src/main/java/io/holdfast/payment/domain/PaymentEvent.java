package io.holdfast.payment.domain;

/** What happened to a payment. */
public sealed interface PaymentEvent {

    /** The payer can pay now. */
    record OrderCreated(Order order, Money amount) implements PaymentEvent {}

    /**
     * The provider will never make the order, so the payment has ended.
     *
     * @param amount what was asked for
     * @param reason a code, as it goes on the wire
     * @param detail in the provider's words
     */
    record OrderRefused(Money amount, String reason, String detail) implements PaymentEvent {}

    /** The booking is paid. */
    record Captured(Capture capture) implements PaymentEvent {}

    /** An attempt failed; the payer may try again. */
    record AttemptFailed(String orderId, String paymentId, String reason) implements PaymentEvent {}

    /**
     * Money is to go back.
     *
     * @param accepted whether it is of the capture that pays the booking
     */
    record RefundRequested(Refund refund, boolean accepted) implements PaymentEvent {}

    /**
     * Money went back.
     *
     * @param accepted whether it is of the capture that pays the booking
     * @param inFull   whether nothing is left with us of that capture; for another one, of all that was captured
     */
    record Refunded(Refund refund, boolean accepted, boolean inFull) implements PaymentEvent {}

    /**
     * Money could not go back; somebody must look.
     *
     * @param accepted whether it is of the capture that pays the booking
     */
    record RefundFailed(Refund refund, boolean accepted) implements PaymentEvent {}
}
