package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.TenantId;
import org.springframework.stereotype.Component;

/** Refunds by an admin, and their retries. The provider is called afterwards. */
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
     * @param key the same for the same request of the same admin
     * @return empty when the tenant has no such capture
     */
    public Optional<Decided<Payment, PaymentEvent>> refund(
            TenantId tenantId, String paymentId, Money amount, String reason, String admin, String key) {
        Instant now = clock.instant();
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(now, key, tenantId.value(), admin, "refund");
        return payments.findByCapture(tenantId, paymentId)
                .flatMap(id -> payments.decide(id, payment ->
                        payment.refundByAdmin(paymentId, amount, causeOf(ids, payment, now), reason, now)));
    }

    /** The one that the key stands for since the last day, else a new one. */
    private static String causeOf(IdempotencyKeys.Ids ids, Payment payment, Instant now) {
        return ids.known().stream()
                .map(RefundByAdmin::causeOf)
                .filter(cause -> payment.refunds().stream()
                        .filter(refund -> refund.cause().equals(cause))
                        .flatMap(refund -> Stream.ofNullable(refund.requestedAt()))
                        .anyMatch(at -> IdempotencyKeys.stillMeans(at, now)))
                .findFirst()
                .orElseGet(() -> causeOf(ids.fresh()));
    }

    private static String causeOf(String id) {
        return "MANUAL " + id;
    }

    /** @return empty when the tenant has no such capture */
    public Optional<Decided<Payment, PaymentEvent>> retry(TenantId tenantId, String paymentId) {
        return payments.findByCapture(tenantId, paymentId)
                .flatMap(id -> payments.decide(id, payment -> payment.retryRefunds(paymentId, clock.instant())));
    }
}
