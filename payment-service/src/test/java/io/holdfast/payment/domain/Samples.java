package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;

/** Payments and messages for tests. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    public static final Instant HOLD_UNTIL = Instant.parse("2026-11-28T10:15:00Z");
    public static final PaymentId ID = new PaymentId("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10", 1);
    public static final Money PRICE = inr(150_000);
    public static final Order ORDER = new Order("order_1", "rzp_test_key", NOW);
    public static final OrderRequest REQUEST = new OrderRequest(
            PRICE,
            HOLD_UNTIL,
            "HF-2026-000001",
            "Consultation",
            "client-1",
            null);

    public static final TenantId TENANT = new TenantId("demo");
    /** The defaults; Razorpay asks the banks for up to five days. */
    public static final RetrySchedule SCHEDULE = new RetrySchedule(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofHours(24),
            Duration.ofDays(1),
            Duration.ofDays(5),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            5);

    private Samples() {}

    public static Money inr(long amount) {
        return new Money(amount, Currency.getInstance("INR"));
    }

    static Payment opened() {
        return Payment.opened(ID, TENANT, SCHEDULE);
    }

    static Payment requested() {
        return opened().requestOrder(REQUEST, NOW).aggregate();
    }

    static Payment ordered() {
        return requested().orderCreated(ORDER, NOW).aggregate();
    }

    static Payment apply(Payment payment, ProviderEvent... events) {
        Payment applied = payment;
        for (ProviderEvent event : events) {
            applied = applied.apply(event, NOW).aggregate();
        }
        return applied;
    }

    static Payment settled(Payment payment, Settlement ending) {
        return payment.settle(ending, NOW).aggregate();
    }

    static ProviderEvent failed(String paymentId) {
        return new ProviderEvent.AttemptSeen(ORDER.orderId(), Attempt.failed(paymentId, "the bank declined", NOW));
    }

    static ProviderEvent authorized(String paymentId) {
        return authorized(paymentId, PRICE);
    }

    static ProviderEvent authorized(String paymentId, Money amount) {
        return new ProviderEvent.AttemptSeen(ORDER.orderId(), Attempt.authorized(paymentId, amount, NOW));
    }

    static ProviderEvent released(String paymentId) {
        return new ProviderEvent.AttemptSeen(ORDER.orderId(), Attempt.released(paymentId, NOW));
    }

    public static ProviderEvent captured(String paymentId, Money amount) {
        return new ProviderEvent.Captured(ORDER.orderId(), paymentId, amount, NOW);
    }

    static ProviderEvent refund(String paymentId, Money amount, Refund.Status status) {
        return new ProviderEvent.RefundSeen(
                ORDER.orderId(), new ProviderRefund("rfnd_1", paymentId, amount, status, null, null));
    }

    /** The newest asking for money of the first refund comes back from the provider like this. */
    static Payment lastRefundIs(Payment payment, Refund.Status status) {
        Refund last = payment.refunds().getLast();
        return apply(payment, new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderRefund(
                "rfnd_" + last.attempt(), last.paymentId(), last.amount(), status, last.key(), null)));
    }

    /** Failed as often as it was asked for. */
    static Payment refundGivenUp(Payment payment) {
        Payment failing = payment;
        for (int i = 0; i < SCHEDULE.refundTries(); i++) {
            failing = lastRefundIs(failing, Refund.Status.FAILED);
        }
        return failing;
    }

    static List<String> names(List<PaymentEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
