package io.holdfast.payment.publishing;

import java.time.Instant;

import io.holdfast.payment.domain.Money;

/** The bodies of our events. */
interface PaymentMessages {

    record OrderCreated(String bookingId, int revision, String orderId, String keyId, Money amount) {}

    record OrderRefused(String bookingId, int revision, Money amount, String reason, String detail) {}

    record Captured(
            String bookingId,
            int revision,
            String orderId,
            String paymentId,
            Money amount,
            Instant capturedAt,
            boolean accepted) {}

    record Failed(String bookingId, int revision, String orderId, String paymentId, String reason) {}

    record RefundRequested(
            String bookingId, int revision, String paymentId, Money amount, String reason, boolean accepted) {}

    record Refunded(
            String bookingId,
            int revision,
            String paymentId,
            String refundId,
            Money amount,
            String status,
            boolean accepted) {}

    record RefundFailed(
            String bookingId, int revision, String paymentId, Money amount, String reason, boolean accepted) {}
}
