package io.holdfast.payment.domain;

/** Where a payment stands, in the words of the API. */
public enum PaymentStatus {
    CREATED,
    AUTHORIZED,
    CAPTURED,
    FAILED,
    REFUND_PENDING,
    PARTIALLY_REFUNDED,
    REFUNDED,
    REFUND_FAILED
}
