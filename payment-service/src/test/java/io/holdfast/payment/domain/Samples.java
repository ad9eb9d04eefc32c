package io.holdfast.payment.domain;

import java.time.Instant;
import java.util.List;

import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;

/** Payments and messages for tests. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    public static final Instant HOLD_UNTIL = Instant.parse("2026-11-28T10:15:00Z");
    public static final PaymentId ID = new PaymentId("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10", 1);
    public static final Money PRICE = inr(150_000);
    public static final Order ORDER = new Order("order_1", "rzp_test_key", NOW);
    public static final WantedOrder WANTED = new WantedOrder(
            PRICE,
            HOLD_UNTIL,
            "HF-2026-000001",
            "Consultation",
            "client-1",
            null);

    private Samples() {}

    public static Money inr(long amount) {
        return new Money(amount, "INR");
    }

    static Payment unheardOf() {
        return Payment.unheardOf(ID, "demo", Pace.USUAL);
    }

    static Payment wanted() {
        return unheardOf().awaitingPayment(WANTED, NOW).payment();
    }

    static Payment ordered() {
        return wanted().orderCreated(ORDER, NOW).payment();
    }

    static Payment told(Payment payment, ProviderEvent... events) {
        Payment told = payment;
        for (ProviderEvent event : events) {
            told = told.told(event, NOW).payment();
        }
        return told;
    }

    static Payment ended(Payment payment, Ending ending) {
        return payment.bookingEnded(ending, NOW).payment();
    }

    static ProviderEvent failed(String paymentId) {
        return new ProviderEvent.Failed(ORDER.orderId(), paymentId, "the bank declined", NOW);
    }

    static ProviderEvent authorized(String paymentId) {
        return authorized(paymentId, PRICE);
    }

    static ProviderEvent authorized(String paymentId, Money amount) {
        return new ProviderEvent.Authorized(ORDER.orderId(), paymentId, amount, NOW);
    }

    static ProviderEvent released(String paymentId) {
        return new ProviderEvent.Released(ORDER.orderId(), paymentId, NOW);
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
        return told(payment, new ProviderEvent.RefundSeen(ORDER.orderId(), new ProviderRefund(
                "rfnd_" + last.attempt(), last.paymentId(), last.amount(), status, last.key(), null)));
    }

    /** Failed as often as it was asked for. */
    static Payment refundGivenUp(Payment payment) {
        Payment failing = payment;
        for (int i = 0; i < Pace.USUAL.refundTries(); i++) {
            failing = lastRefundIs(failing, Refund.Status.FAILED);
        }
        return failing;
    }

    static List<String> names(List<PaymentEvent> events) {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
