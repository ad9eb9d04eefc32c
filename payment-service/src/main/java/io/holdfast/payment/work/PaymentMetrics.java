package io.holdfast.payment.work;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.holdfast.messaging.Traces;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.RefundReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Figures of money: {@code holdfast.payments} by {@code outcome}, {@code holdfast.refunds} by {@code outcome} and {@code reason},
 * {@code holdfast.money} by {@code direction} and {@code currency}, in whole units of it. And each span of a payment bears its
 * booking's number.
 */
@Component
class PaymentMetrics {

    private enum Outcome {
        ORDERED,
        ORDER_REFUSED,
        CAPTURED,
        FAILED
    }

    private enum Refunding {
        REQUESTED,
        REFUNDED,
        FAILED
    }

    private final MeterRegistry metrics;
    private final Map<Outcome, Counter> payments = new EnumMap<>(Outcome.class);

    PaymentMetrics(MeterRegistry metrics, Aggregates<Payment, PaymentEvent, ?> payments) {
        this.metrics = metrics;
        // From zero on, so that their rise is seen.
        for (Outcome outcome : Outcome.values()) {
            this.payments.put(outcome, Counter.builder("holdfast.payments")
                    .description("Orders to pay and attempts to pay them, by what became of them")
                    .tag("outcome", nameOf(outcome))
                    .register(metrics));
        }
        for (Refunding outcome : Refunding.values()) {
            for (RefundReason reason : RefundReason.values()) {
                refunds(outcome, reason);
            }
        }
        payments.afterCommit(decided -> happened(decided));
    }

    private void happened(Decided<Payment, PaymentEvent> decided) {
        OrderRequest request = decided.after().request();
        if (request != null) {
            Traces.nameBooking(request.bookingNumber());
        }
        for (PaymentEvent event : decided.events()) {
            switch (event) {
                case PaymentEvent.OrderCreated it -> count(Outcome.ORDERED);
                case PaymentEvent.OrderRefused it -> count(Outcome.ORDER_REFUSED);
                case PaymentEvent.AttemptFailed it -> count(Outcome.FAILED);
                case PaymentEvent.Captured it -> {
                    count(Outcome.CAPTURED);
                    move("in", it.capture().amount());
                }
                case PaymentEvent.RefundRequested it -> refunds(Refunding.REQUESTED, it.refund().reason()).increment();
                case PaymentEvent.RefundFailed it -> refunds(Refunding.FAILED, it.refund().reason()).increment();
                case PaymentEvent.Refunded it -> {
                    refunds(Refunding.REFUNDED, it.refund().reason()).increment();
                    move("back", it.refund().amount());
                }
            }
        }
    }

    private void count(Outcome outcome) {
        Objects.requireNonNull(payments.get(outcome)).increment();
    }

    private Counter refunds(Refunding outcome, RefundReason reason) {
        return Counter.builder("holdfast.refunds")
                .description("Refunds by what became of them")
                .tag("outcome", nameOf(outcome))
                .tag("reason", reason.wireName())
                .register(metrics);
    }

    private void move(String direction, Money amount) {
        int digits = Math.max(0, amount.currency().getDefaultFractionDigits());
        Counter.builder("holdfast.money")
                .description("Money that came in and that went back, in whole units of its currency")
                .tag("direction", direction)
                .tag("currency", amount.currency().getCurrencyCode())
                .register(metrics)
                .increment(amount.minorUnits() / Math.pow(10, digits));
    }

    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
