package io.holdfast.payment.web;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.holdfast.payment.domain.Attempt;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.Refund;
import org.jspecify.annotations.Nullable;

/** The payments of a booking: the status of the newest, and what ever was tried, came in and went back. */
record PaymentResponse(
        String bookingId,
        int revision,
        PaymentStatus status,
        @Nullable String orderId,
        @Nullable String keyId,
        @Nullable Amount amount,
        @Nullable Instant holdUntil,
        List<AttemptPart> attempts,
        List<CapturePart> captures,
        List<RefundPart> refunds) {

    record AttemptPart(String paymentId, Attempt.Stage status, @Nullable String reason, Instant at) {

        static AttemptPart of(Attempt attempt) {
            return new AttemptPart(attempt.paymentId(), attempt.stage(), attempt.reason(), attempt.at());
        }
    }

    /** @param accepted whether it pays the booking; what does not goes back */
    record CapturePart(String paymentId, String orderId, Amount amount, boolean accepted, Instant at) {

        static CapturePart of(Capture capture) {
            return new CapturePart(
                    capture.paymentId(), capture.orderId(), Amount.of(capture.amount()),
                    capture.standing() == Capture.Standing.ACCEPTED, capture.at());
        }
    }

    /** @param attempt from 1; what failed is asked for again as another one */
    record RefundPart(
            @Nullable String refundId,
            String paymentId,
            Amount amount,
            String reason,
            Refund.Status status,
            int attempt,
            @Nullable String failure) {

        static RefundPart of(Refund refund) {
            return new RefundPart(
                    refund.refundId(), refund.paymentId(), Amount.of(refund.amount()), refund.reason().wireName(),
                    refund.status(), refund.attempt(), refund.failure());
        }
    }

    static PaymentResponse of(Payment payment) {
        return of(List.of(payment));
    }

    /** @param payments of one booking, the first revision first */
    static PaymentResponse of(List<Payment> payments) {
        Payment newest = payments.getLast();
        Order order = newest.order();
        OrderRequest request = newest.request();
        return new PaymentResponse(
                newest.id().bookingId(),
                newest.id().revision(),
                newest.status(),
                order == null ? null : order.orderId(),
                order == null ? null : order.keyId(),
                request == null ? null : Amount.of(request.amount()),
                request == null ? null : request.holdUntil(),
                all(payments, Payment::attempts, AttemptPart::of),
                all(payments, Payment::captures, CapturePart::of),
                all(payments, Payment::refunds, RefundPart::of));
    }

    private static <F, V> List<V> all(List<Payment> payments, Function<Payment, List<F>> facts, Function<F, V> view) {
        return payments.stream().flatMap(payment -> facts.apply(payment).stream()).map(view).toList();
    }
}
