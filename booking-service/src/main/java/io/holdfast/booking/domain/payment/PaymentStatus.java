package io.holdfast.booking.domain.payment;

/** What payment-service said last about a booking's money. */
public enum PaymentStatus {
    CREATED,
    FAILED,
    CAPTURED,
    REFUND_PENDING,
    REFUND_FAILED,
    PARTIALLY_REFUNDED,
    REFUNDED
}
