package io.holdfast.payment.web;

import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment stands after Checkout.
 *
 * @param paymentId the capture that pays the booking, else the newest attempt
 */
record VerifiedPayment(
        String bookingId,
        PaymentStatus status,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable Money amount) {

    static VerifiedPayment of(Payment payment) {
        return new VerifiedPayment(
                payment.id().bookingId(),
                payment.status(),
                payment.order() == null ? null : payment.order().orderId(),
                payment.accepted().map(Capture::paymentId).orElseGet(() -> newestAttemptOf(payment)),
                payment.wanted() == null ? null : payment.wanted().amount());
    }

    private static @Nullable String newestAttemptOf(Payment payment) {
        return payment.attempts().isEmpty() ? null : payment.attempts().getLast().paymentId();
    }
}
