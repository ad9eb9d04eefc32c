package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A booking's view of its payment. Payment-service owns the truth; this view moves only forward, so repeated and stale
 * messages do not turn it back, and each fact is kept once.
 *
 * @param amount    what is owed
 * @param holdUntil when the slot is given up if it is not paid; null before the slot is held
 * @param orderId   the provider's order, null before payment-service made it
 * @param keyId     the provider's public key for the checkout page, null likewise
 * @param facts     in the order in which they were heard
 */
public record Payment(
        PaymentStatus status,
        Money amount,
        @Nullable Instant holdUntil,
        @Nullable String orderId,
        @Nullable String keyId,
        List<PaymentFact> facts) {

    public Payment {
        facts = List.copyOf(facts);
    }

    static Payment owed(Money amount) {
        return new Payment(PaymentStatus.CREATED, amount, null, null, null, List.of());
    }

    /** Whether the money arrived, whatever was given back since. */
    public boolean wasCaptured() {
        return switch (status) {
            case CREATED, FAILED -> false;
            case CAPTURED, REFUND_PENDING, REFUND_FAILED, PARTIALLY_REFUNDED, REFUNDED -> true;
        };
    }

    public List<PaymentFact> captures() {
        return facts(PaymentFact.Kind.CAPTURED);
    }

    public List<PaymentFact> refunds() {
        return facts(PaymentFact.Kind.REFUNDED);
    }

    /** What is left of what was captured, in minor units of the amount's currency. */
    public long kept() {
        return sum(captures()) - sum(refunds());
    }

    Payment dueBy(Instant until) {
        return new Payment(status, amount, until, orderId, keyId, facts);
    }

    /** There is one order per revision, so the first one known stays. */
    Payment ordered(String order, String key, Instant at) {
        return orderId == null
                ? new Payment(status, amount, holdUntil, order, key, facts)
                        .knowing(new PaymentFact(PaymentFact.Kind.ORDER_CREATED, null, order, amount, at))
                : this;
    }

    Payment failed(PaymentFact fact) {
        return (wasCaptured() ? this : become(PaymentStatus.FAILED)).knowing(fact);
    }

    Payment captured(PaymentFact fact) {
        // A failed attempt may be followed by a successful one on the same order.
        return (wasCaptured() ? this : become(PaymentStatus.CAPTURED)).knowing(fact);
    }

    Payment refundRequested(PaymentFact fact) {
        return switch (status) {
            case CREATED, FAILED, CAPTURED, REFUND_PENDING, REFUND_FAILED -> become(PaymentStatus.REFUND_PENDING)
                    .knowing(fact);
            case PARTIALLY_REFUNDED, REFUNDED -> knowing(fact);
        };
    }

    Payment refundFailed(PaymentFact fact) {
        return switch (status) {
            case CREATED, FAILED, CAPTURED, REFUND_PENDING, REFUND_FAILED -> become(PaymentStatus.REFUND_FAILED)
                    .knowing(fact);
            case PARTIALLY_REFUNDED, REFUNDED -> knowing(fact);
        };
    }

    Payment refunded(boolean inFull, PaymentFact fact) {
        return (status == PaymentStatus.REFUNDED || inFull
                        ? become(PaymentStatus.REFUNDED)
                        : become(PaymentStatus.PARTIALLY_REFUNDED))
                .knowing(fact);
    }

    private Payment become(PaymentStatus next) {
        return new Payment(next, amount, holdUntil, orderId, keyId, facts);
    }

    private Payment knowing(PaymentFact fact) {
        if (facts.stream().anyMatch(fact::isSameAs)) {
            return this;
        }
        var all = new ArrayList<>(facts);
        all.add(fact);
        return new Payment(status, amount, holdUntil, orderId, keyId, all);
    }

    private List<PaymentFact> facts(PaymentFact.Kind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).toList();
    }

    private static long sum(List<PaymentFact> facts) {
        return facts.stream().mapToLong(fact -> fact.amount() == null ? 0 : fact.amount().amount()).sum();
    }
}
