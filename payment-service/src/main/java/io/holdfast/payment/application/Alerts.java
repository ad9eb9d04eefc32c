package io.holdfast.payment.application;

import java.util.Locale;

import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.RefundReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Alerts: an error in the log, without personal data, and the metric {@code holdfast.payment.alerts} with the
 * {@code kind} of alert, from zero on so that its rise is seen.
 */
@Component
public class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private enum Kind {
        REFUND_FAILED,
        AMOUNT_MISMATCH,
        ORDER_REFUSED,
        KEY_REFUSED,
        CAPTURE_UNMATCHED;

        private String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final MeterRegistry metrics;

    Alerts(MeterRegistry metrics) {
        this.metrics = metrics;
        for (Kind kind : Kind.values()) {
            counter(kind);
        }
    }

    /** Looks at everything that happened, right after it was stored. */
    public void happened(Payment payment, PaymentEvent event) {
        switch (event) {
            case PaymentEvent.RefundFailed it -> raise(
                    Kind.REFUND_FAILED,
                    "%s of payment %s could not be refunded after %d tries; see GET /api/v1/admin/payments?status=REFUND_FAILED",
                    it.refund().amount(), it.refund().paymentId(), it.refund().attempt());
            case PaymentEvent.RefundRequested it when it.refund().reason() == RefundReason.AMOUNT_MISMATCH -> raise(
                    Kind.AMOUNT_MISMATCH,
                    "payment %s of %s brought %s, which is not what was asked for; it goes back",
                    it.refund().paymentId(), payment.id().value(), it.refund().amount());
            case PaymentEvent.OrderRefused it -> raise(
                    Kind.ORDER_REFUSED,
                    "the provider will never make an order of %s for %s (%s): %s",
                    it.amount(), payment.id().value(), it.reason(), it.detail());
            case PaymentEvent.RefundRequested it -> none();
            case PaymentEvent.OrderCreated it -> none();
            case PaymentEvent.Captured it -> none();
            case PaymentEvent.AttemptFailed it -> none();
            case PaymentEvent.Refunded it -> none();
        }
    }

    /** Nothing that anybody has to look at. */
    private static void none() {}

    /** The provider does not take our key: nothing can be paid until somebody puts that right. */
    void keyRefused(@Nullable String why) {
        raise(Kind.KEY_REFUSED, "the provider does not take our key, see RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET: %s", why);
    }

    /** Money came for an order that nobody here knows, and a day later still nobody does. */
    void captureUnmatched(String paymentId) {
        raise(Kind.CAPTURE_UNMATCHED, "the provider captured %s for an order that is not known here", paymentId);
    }

    private void raise(Kind kind, String message, @Nullable Object... values) {
        counter(kind).increment();
        log.error("ALERT {}: {}", kind.code(), message.formatted(values));
    }

    private Counter counter(Kind kind) {
        return Counter.builder("holdfast.payment.alerts")
                .description("Payments that somebody must look at")
                .tag("kind", kind.code())
                .register(metrics);
    }
}
