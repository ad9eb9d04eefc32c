package io.holdfast.payment.web;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Refund;
import org.jspecify.annotations.Nullable;

/** All the money of a booking: where its newest payment stands, and what ever was tried, came in and went back. */
record PaymentOverview(
        String bookingId,
        int revision,
        PaymentStatus status,
        @Nullable String orderId,
        @Nullable String keyId,
        @Nullable Money amount,
        @Nullable Instant holdUntil,
        List<AttemptView> attempts,
        List<CaptureView> captures,
        List<RefundView> refunds) {

    record AttemptView(String paymentId, String status, @Nullable String reason, Instant at) {

        static AttemptView of(Attempt attempt) {
            return new AttemptView(attempt.paymentId(), attempt.stage().name(), attempt.reason(), attempt.at());
        }
    }

    /** @param accepted whether it pays the booking; what does not goes back */
    record CaptureView(String paymentId, String orderId, Money amount, boolean accepted, Instant at) {

        static CaptureView of(Capture capture) {
            return new CaptureView(
                    capture.paymentId(),
                    capture.orderId(),
                    capture.amount(),
                    capture.standing() == Capture.Standing.ACCEPTED,
                    capture.at());
        }
    }

    /** @param attempt from 1; what failed is asked for again as another one */
    record RefundView(
            @Nullable String refundId,
            String paymentId,
            Money amount,
            String reason,
            String status,
            int attempt,
            @Nullable String failure) {

        static RefundView of(Refund refund) {
            return new RefundView(
                    refund.refundId(),
                    refund.paymentId(),
                    refund.amount(),
                    refund.reason().wireName(),
                    refund.status().name(),
                    refund.attempt(),
                    refund.failure());
        }
    }

    static PaymentOverview of(Payment payment) {
        return of(List.of(payment));
    }

    /** @param payments of one booking, the first revision first */
    static PaymentOverview of(List<Payment> payments) {
        Payment newest = payments.getLast();
        return new PaymentOverview(
                newest.id().bookingId(),
                newest.id().revision(),
                newest.status(),
                newest.order() == null ? null : newest.order().orderId(),
                newest.order() == null ? null : newest.order().keyId(),
                newest.wanted() == null ? null : newest.wanted().amount(),
                newest.wanted() == null ? null : newest.wanted().holdUntil(),
                all(payments, Payment::attempts, AttemptView::of),
                all(payments, Payment::captures, CaptureView::of),
                all(payments, Payment::refunds, RefundView::of));
    }

    private static <F, V> List<V> all(List<Payment> payments, Function<Payment, List<F>> facts, Function<F, V> view) {
        return payments.stream().flatMap(payment -> facts.apply(payment).stream()).map(view).toList();
    }
}
