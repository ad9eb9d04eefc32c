package io.holdfast.payment.web;

import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * The status of a payment after Checkout.
 *
 * @param paymentId the capture that pays the booking, else the newest attempt
 */
record VerifyResponse(
        String bookingId,
        PaymentStatus status,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable Amount amount) {

    static VerifyResponse of(Payment payment) {
        return new VerifyResponse(
                payment.id().bookingId(),
                payment.status(),
                payment.order() == null ? null : payment.order().orderId(),
                payment.accepted().map(Capture::paymentId).orElseGet(() -> newestAttemptOf(payment)),
                payment.request() == null ? null : Amount.of(payment.request().amount()));
    }

    private static @Nullable String newestAttemptOf(Payment payment) {
        return payment.attempts().isEmpty() ? null : payment.attempts().getLast().paymentId();
    }
}
