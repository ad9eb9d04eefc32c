package io.holdfast.payment.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.TenantId;

/** A provider in memory: remembers what it was asked for, and can be away or lose its answers. */
final class FakeProvider implements PaymentProvider {

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, List<String>> ordersByReceipt = new ConcurrentHashMap<>();
    private final Map<String, TenantId> tenants = new ConcurrentHashMap<>();
    private final Map<String, ProviderRefund> refundsByKey = new ConcurrentHashMap<>();
    private final Map<String, List<ProviderEvent>> paid = new ConcurrentHashMap<>();
    private final Map<String, String> authorized = new ConcurrentHashMap<>();
    private final Set<String> failedForever = ConcurrentHashMap.newKeySet();
    private final Set<PaymentId> turnedAway = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();
    private final Set<String> lookedFor = ConcurrentHashMap.newKeySet();
    volatile boolean away;
    volatile boolean losesTheNextAnswer;
    volatile boolean refusesRefunds;
    volatile boolean refusesOrders;
    volatile boolean refusesOurKey;
    volatile Refund.Status refundsAre = Refund.Status.PROCESSED;

    void reset() {
        away = false;
        losesTheNextAnswer = false;
        refusesRefunds = false;
        refusesOrders = false;
        refusesOurKey = false;
        refundsAre = Refund.Status.PROCESSED;
    }

    /** Whether it was asked for that order while it was away. */
    boolean turnedAway(PaymentId id) {
        return turnedAway.contains(id);
    }

    /** Whether it was asked for an order by its receipt. */
    boolean lookedFor(PaymentId id) {
        return lookedFor.contains(id.receipt());
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
        lookedFor.add(receipt);
        return ordersByReceipt.getOrDefault(receipt, List.of()).stream().findFirst();
    }

    /** Made with our key, and of nobody's booking here. */
    String orderOf(PaymentId id, TenantId tenant) {
        String orderId = "order_" + ids.incrementAndGet();
        ordersByReceipt.computeIfAbsent(id.receipt(), receipt -> new CopyOnWriteArrayList<>()).add(orderId);
        tenants.put(orderId, tenant);
        return orderId;
    }

    @Override
    public List<ProviderOrder> orders(Instant from, Instant to, int skip) {
        requireHere();
        return ordersByReceipt.entrySet().stream()
                .flatMap(made -> made.getValue().stream()
                        .map(order -> new ProviderOrder(order, PaymentId.of(made.getKey()), tenants.get(order))))
                .skip(skip)
                .limit(100)
                .toList();
    }

    @Override
    public List<ProviderRefund> refunds(Instant from, Instant to, int skip) {
        requireHere();
        return refundsByKey.values().stream().skip(skip).limit(100).toList();
    }

    @Override
    public String createOrder(PaymentId id, TenantId tenant, Money amount, Duration payableFor) {
        if (away) {
            turnedAway.add(id);
        }
        requireHere();
        if (refusesOurKey) {
            turnedAway.add(id);
            throw new KeyRefused("BAD_REQUEST_ERROR:Authentication failed", new IllegalStateException());
        }
        if (refusesOrders) {
            throw new OrderRefused("currency-not-accepted", "BAD_REQUEST_ERROR:Currency is not supported",
                    new IllegalStateException());
        }
        String orderId = orderOf(id, tenant);
        loseAnswer();
        return orderId;
    }

    @Override
    public Optional<ProviderEvent> payment(String paymentId) {
        requireHere();
        return paid.values().stream()
                .flatMap(List::stream)
                .filter(event -> event instanceof ProviderEvent.Captured it && it.paymentId().equals(paymentId))
                .findFirst();
    }

    @Override
    public List<ProviderEvent> paymentsOf(String orderId) {
        requireHere();
        polls.computeIfAbsent(orderId, id -> new AtomicInteger()).incrementAndGet();
        return List.copyOf(paid.getOrDefault(orderId, List.of()));
    }

    @Override
    public Optional<ProviderEvent> capture(String paymentId, Money amount) {
        requireHere();
        String orderId = authorized.remove(paymentId);
        if (orderId == null) {
            throw new Refused("BAD_REQUEST_ERROR:This payment has already been captured", null);
        }
        var captured = new ProviderEvent.Captured(orderId, paymentId, amount, Samples.NOW);
        pay(orderId, captured);
        loseAnswer();
        return Optional.of(captured);
    }

    @Override
    public List<ProviderEvent> refundsOf(String orderId, String paymentId) {
        requireHere();
        return refundsOf(paymentId).stream().<ProviderEvent>map(it -> new ProviderEvent.RefundSeen(orderId, it)).toList();
    }

    /** As at a real provider: what failed does not go through later. */
    void failedStayFailed() {
        refundsByKey.values().stream()
                .filter(refund -> refund.status() == Refund.Status.FAILED)
                .forEach(refund -> failedForever.add(refund.refundId()));
    }

    /** What nobody tells. */
    void pay(String orderId, ProviderEvent event) {
        paid.computeIfAbsent(orderId, id -> new CopyOnWriteArrayList<>()).add(event);
    }

    void authorize(String orderId, String paymentId) {
        authorized.put(paymentId, orderId);
    }

    /** How often it was asked what was paid on that order. */
    int pollsOf(String orderId) {
        return polls.getOrDefault(orderId, new AtomicInteger()).get();
    }

    /** Asked for by us under that key, in a time of which nobody here knows. */
    void refundUnder(String key, String paymentId, Money amount) {
        refundsByKey.put(key, new ProviderRefund(
                "rfnd_" + ids.incrementAndGet(), paymentId, amount, Refund.Status.PROCESSED, key, null));
    }

    void refundElsewhere(String paymentId, Money amount) {
        String id = "rfnd_" + ids.incrementAndGet();
        refundsByKey.put(id, new ProviderRefund(id, paymentId, amount, Refund.Status.PROCESSED, null, null));
    }

    @Override
    public ProviderRefund refund(Refund refund) {
        requireHere();
        if (refusesRefunds) {
            throw new Refused("BAD_REQUEST_ERROR:the account has no balance", null);
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
        boolean settled = failedForever.contains(refundId);
        return new ProviderRefund(
                refundId, paymentId, known.amount(), settled ? Refund.Status.FAILED : refundsAre, known.key(), null);
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
            throw new Unavailable("The provider is away", new IllegalStateException(), false);
        }
    }

    private void loseAnswer() {
        if (losesTheNextAnswer) {
            losesTheNextAnswer = false;
            throw new Unavailable("The answer was lost", new IllegalStateException(), false);
        }
    }
}
