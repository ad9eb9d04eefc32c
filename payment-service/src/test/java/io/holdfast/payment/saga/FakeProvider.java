package io.holdfast.payment.saga;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;

/** A provider in memory: remembers what it was asked for, and can be away or lose its answers. */
final class FakeProvider implements PaymentProvider {

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, List<String>> ordersByReceipt = new ConcurrentHashMap<>();
    private final Map<String, ProviderRefund> refundsByKey = new ConcurrentHashMap<>();
    volatile boolean away;
    volatile boolean losesTheNextAnswer;
    volatile boolean refusesRefunds;
    volatile Refund.Status refundsAre = Refund.Status.PROCESSED;

    void reset() {
        away = false;
        losesTheNextAnswer = false;
        refusesRefunds = false;
        refundsAre = Refund.Status.PROCESSED;
    }

    List<String> ordersOf(PaymentId id) {
        return ordersByReceipt.getOrDefault(id.receipt(), List.of());
    }

    List<ProviderRefund> refundsOf(String paymentId) {
        return refundsByKey.values().stream().filter(refund -> refund.paymentId().equals(paymentId)).toList();
    }

    @Override
    public String keyId() {
        return "rzp_test_fake";
    }

    @Override
    public Optional<String> findOrder(String receipt) {
        requireHere();
        return ordersByReceipt.getOrDefault(receipt, List.of()).stream().findFirst();
    }

    @Override
    public String createOrder(PaymentId id, Money amount) {
        requireHere();
        String orderId = "order_" + ids.incrementAndGet();
        ordersByReceipt.computeIfAbsent(id.receipt(), receipt -> new CopyOnWriteArrayList<>()).add(orderId);
        loseAnswer();
        return orderId;
    }

    @Override
    public Optional<ProviderEvent> payment(String paymentId) {
        requireHere();
        return Optional.empty();
    }

    @Override
    public ProviderRefund refund(Refund refund) {
        requireHere();
        if (refusesRefunds) {
            throw new Refused("BAD_REQUEST_ERROR:the account has no balance");
        }
        ProviderRefund made = refundsByKey.computeIfAbsent(refund.key(), key -> new ProviderRefund(
                "rfnd_" + ids.incrementAndGet(), refund.paymentId(), refund.amount(), refundsAre, key, null));
        loseAnswer();
        return made;
    }

    @Override
    public ProviderRefund refund(String paymentId, String refundId) {
        requireHere();
        ProviderRefund known = refundsByKey.values().stream()
                .filter(refund -> refund.refundId().equals(refundId))
                .findFirst()
                .orElseThrow();
        return new ProviderRefund(refundId, paymentId, known.amount(), refundsAre, known.key(), null);
    }

    @Override
    public boolean signedCheckout(String orderId, String paymentId, String signature) {
        return signature.equals("feed");
    }

    @Override
    public boolean signedWebhook(byte[] body, String signature) {
        return signature.equals("feed");
    }

    private void requireHere() {
        if (away) {
            throw new Unavailable("The provider is away", new IllegalStateException());
        }
    }

    private void loseAnswer() {
        if (losesTheNextAnswer) {
            losesTheNextAnswer = false;
            throw new Unavailable("The answer was lost", new IllegalStateException());
        }
    }
}
