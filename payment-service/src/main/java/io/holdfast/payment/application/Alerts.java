package io.holdfast.payment.application;

import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.RefundReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls somebody: an error in the log, without personal data, and the metric {@code holdfast.payment.alerts} with the
 * {@code kind} of alert, from zero on so that its rise is seen.
 */
@Component
public class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private final Counter refundsFailed;
    private final Counter mismatches;
    private final Counter ordersRefused;
    private final Counter keysRefused;
    private final Counter capturesUnmatched;

    Alerts(MeterRegistry metrics) {
        this.refundsFailed = counter(metrics, "refund-failed");
        this.mismatches = counter(metrics, "amount-mismatch");
        this.ordersRefused = counter(metrics, "order-refused");
        this.keysRefused = counter(metrics, "key-refused");
        this.capturesUnmatched = counter(metrics, "capture-unmatched");
    }

    private static Counter counter(MeterRegistry metrics, String kind) {
        return Counter.builder("holdfast.payment.alerts")
                .description("Payments that somebody must look at")
                .tag("kind", kind)
                .register(metrics);
    }

    /** Told of everything that happened, right after it was stored. */
    public void happened(PaymentEvent event) {
        switch (event) {
            case PaymentEvent.RefundFailed it -> {
                refundsFailed.increment();
                log.error(
                        "ALERT refund-failed: {} of payment {} could not be refunded after {} tries; see GET /api/v1/admin/payments?status=REFUND_FAILED",
                        it.refund().amount(), it.refund().paymentId(), it.refund().attempt());
            }
            case PaymentEvent.RefundRequested it -> {
                if (it.refund().reason() == RefundReason.AMOUNT_MISMATCH) {
                    mismatches.increment();
                    log.error(
                            "ALERT amount-mismatch: payment {} of {} brought {}, which is not what was asked for; it goes back",
                            it.refund().paymentId(), it.id().value(), it.refund().amount());
                }
            }
            case PaymentEvent.OrderRefused it -> {
                ordersRefused.increment();
                log.error(
                        "ALERT order-refused: the provider will never make an order of {} for {} ({}): {}",
                        it.amount(), it.id().value(), it.reason(), it.detail());
            }
            case PaymentEvent.OrderCreated it -> none();
            case PaymentEvent.Captured it -> none();
            case PaymentEvent.AttemptFailed it -> none();
            case PaymentEvent.Refunded it -> none();
        }
    }

    /** The provider does not take our key: nothing can be paid until somebody puts that right. */
    void keyRefused(@Nullable String why) {
        keysRefused.increment();
        log.error("ALERT key-refused: the provider does not take our key, see RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET: {}", why);
    }

    /** Money came for an order that nobody here knows, and a day later still nobody does. */
    void captureUnmatched(String paymentId) {
        capturesUnmatched.increment();
        log.error("ALERT capture-unmatched: the provider captured {} for an order that is not known here", paymentId);
    }

    /** Nothing that anybody has to look at. */
    private static void none() {}
}
