package io.holdfast.payment.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The status of a payment, derived from its facts. */
public enum PaymentStatus {
    CREATED,
    AUTHORIZED,
    CAPTURED,
    FAILED,
    REFUND_PENDING,
    PARTIALLY_REFUNDED,
    REFUNDED,
    REFUND_FAILED;

    /** Money that came beside the booking's own payment does not change where that stands. */
    static PaymentStatus of(Payment payment) {
        if (payment.captures().isEmpty()) {
            return ofAttempts(payment);
        }
        Optional<Capture> accepted = payment.accepted();
        Predicate<Capture> counts = capture -> accepted.isEmpty() || capture.equals(accepted.get());
        List<Refund> refunds = payment.refundLedger().current().stream()
                .filter(refund -> accepted.isEmpty() || refund.isOf(accepted.get()))
                .toList();
        if (refunds.isEmpty()) {
            return CAPTURED;
        }
        if (refunds.stream().anyMatch(Refund::isOpen)) {
            return REFUND_PENDING;
        }
        if (refunds.stream().anyMatch(refund -> refund.status() == Refund.Status.FAILED)) {
            return REFUND_FAILED;
        }
        long captured = payment.captures().stream()
                .filter(counts)
                .mapToLong(capture -> capture.amount().minorUnits())
                .sum();
        return new Refunds(refunds).sum(refund -> true) >= captured ? REFUNDED : PARTIALLY_REFUNDED;
    }

    private static PaymentStatus ofAttempts(Payment payment) {
        if (payment.attempts().stream().anyMatch(attempt -> attempt.stage() == Attempt.Stage.AUTHORIZED)) {
            return AUTHORIZED;
        }
        Settlement settlement = payment.settlement();
        boolean refused = settlement != null && settlement.reason() == RefundReason.ORDER_REFUSED;
        return payment.attempts().isEmpty() && !refused ? CREATED : FAILED;
    }
}
