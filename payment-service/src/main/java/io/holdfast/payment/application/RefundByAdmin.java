package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.Payments;
import org.springframework.stereotype.Component;

/** An admin gives money back, or has what failed asked for again. The provider is asked afterwards. */
@Component
public class RefundByAdmin {

    private final Payments payments;
    private final Clock clock;

    RefundByAdmin(Payments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * @param paymentId the provider's
     * @param key the same for the same wish of the same admin
     * @return the payment, or empty when the tenant has no such capture
     * @throws io.holdfast.payment.domain.RefundNotPossible when it cannot be
     */
    public Optional<Payment> refund(
            String tenantId, String paymentId, Money amount, String reason, String admin, String key) {
        Instant now = clock.instant();
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(now, key, tenantId, admin, "refund");
        return payments.findByCapture(tenantId, paymentId)
                .flatMap(id -> payments.change(id, payment -> payment.refundByAdmin(
                        paymentId, amount, causeOf(ids, payment, now), reason, now)))
                .map(Payments.Change::after);
    }

    /** The one that the key stands for since the last day, else a new one. */
    private static String causeOf(IdempotencyKeys.Ids ids, Payment payment, Instant now) {
        return ids.known().stream()
                .map(RefundByAdmin::causeOf)
                .filter(cause -> payment.refunds().stream()
                        .filter(refund -> refund.cause().equals(cause))
                        .flatMap(refund -> Stream.ofNullable(refund.wantedAt()))
                        .anyMatch(at -> IdempotencyKeys.stillMeans(at, now)))
                .findFirst()
                .orElseGet(() -> causeOf(ids.fresh()));
    }

    private static String causeOf(String id) {
        return "MANUAL " + id;
    }

    /**
     * @return the payment, or empty when the tenant has no such capture
     * @throws io.holdfast.payment.domain.RefundNotPossible when nothing failed or nothing is left
     */
    public Optional<Payment> retry(String tenantId, String paymentId) {
        return payments.findByCapture(tenantId, paymentId)
                .flatMap(id -> payments.change(id, payment -> payment.retryRefunds(paymentId, clock.instant())))
                .map(Payments.Change::after);
    }
}
