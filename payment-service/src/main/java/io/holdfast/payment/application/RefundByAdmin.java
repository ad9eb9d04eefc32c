package io.holdfast.payment.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

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
        String cause = "MANUAL " + hash(tenantId, admin, key);
        return payments.findByCapture(tenantId, paymentId)
                .flatMap(id -> payments.change(
                        id, payment -> payment.refundByAdmin(paymentId, amount, cause, reason, clock.instant())))
                .map(Payments.Change::after);
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

    private static String hash(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
