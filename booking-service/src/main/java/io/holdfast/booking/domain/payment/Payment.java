package io.holdfast.booking.domain.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Money;
import org.jspecify.annotations.Nullable;

/**
 * A booking's view of its payment: the captures that pay it and their refunds. Money that came beside it and goes back (a
 * second capture, one of another amount) is told of in the facts and counts nowhere. Payment-service owns the truth; the
 * status follows from the facts, each of which is kept once, so repeated and reordered messages lead to the same.
 *
 * @param amount    what is owed
 * @param holdUntil when the slot is given up if it is not paid; null before the slot is held
 * @param orderId   the provider's order, null before payment-service made it
 * @param keyId     the provider's public key for the checkout page, null likewise
 * @param remindedAt when the payer was reminded that it is still owed; null before
 * @param facts     in the order in which they were heard
 */
public record Payment(
        PaymentStatus status,
        Money amount,
        @Nullable Instant holdUntil,
        @Nullable String orderId,
        @Nullable String keyId,
        @Nullable Instant remindedAt,
        List<PaymentFact> facts) {

    // Payers who try for ever, and no more: failed tries are forgotten, what was captured and given back is not.
    private static final int MOST_FACTS = 200;

    public Payment {
        facts = List.copyOf(facts);
    }

    public static Payment owed(Money amount) {
        return new Payment(PaymentStatus.CREATED, amount, null, null, null, null, List.of());
    }

    /** Whether the money arrived, whatever was given back since. */
    public boolean wasCaptured() {
        return !captures().isEmpty();
    }

    /** Those that pay the booking. */
    public List<PaymentFact> captures() {
        return captures(facts);
    }

    /** Of what pays the booking. */
    public List<PaymentFact> refunds() {
        return ofAccepted(facts, PaymentFact.Kind.REFUNDED);
    }

    /** What is left of what was captured, in minor units of the amount's currency. */
    public long kept() {
        return sum(captures()) - sum(refunds());
    }

    /** What went back by {@code when}, or was on its way then, in minor units: never more than was captured. */
    public long goneBack(Instant when) {
        List<PaymentFact> known = facts.stream().filter(fact -> !fact.received().at().isAfter(when)).toList();
        long refunded = sum(ofAccepted(known, PaymentFact.Kind.REFUNDED));
        return Math.min(sum(captures(known)), refunded + Math.max(0, onTheirWay(known)));
    }

    public Payment dueBy(Instant until) {
        return new Payment(status, amount, until, orderId, keyId, remindedAt, facts);
    }

    /** The payer was told that it is still owed. */
    public Payment reminded(Instant at) {
        return new Payment(status, amount, holdUntil, orderId, keyId, at, facts);
    }

    /** There is one order per revision, so the first one known stays. */
    public Payment ordered(String order, String key, Instant at, PaymentFact.Received received) {
        return orderId == null
                ? new Payment(status, amount, holdUntil, order, key, remindedAt, facts)
                        .knowing(new PaymentFact(PaymentFact.Kind.ORDER_CREATED, null, order, amount, at, received))
                : this;
    }

    /** With one fact more, unless it is known already. */
    public Payment knowing(PaymentFact fact) {
        if (facts.stream().anyMatch(fact::isSameAs)) {
            return this;
        }
        var all = new ArrayList<>(facts);
        if (all.size() >= MOST_FACTS) {
            all.stream()
                    .filter(known -> known.kind() == PaymentFact.Kind.FAILED || known.isBesideTheBooking())
                    .findFirst()
                    .ifPresent(all::remove);
        }
        all.add(fact);
        return new Payment(statusAfter(all), amount, holdUntil, orderId, keyId, remindedAt, all);
    }

    /** As payment-service sees it once it is at rest. */
    private static PaymentStatus statusAfter(List<PaymentFact> facts) {
        List<PaymentFact> captures = captures(facts);
        if (captures.isEmpty()) {
            return facts.stream().anyMatch(fact -> fact.kind() == PaymentFact.Kind.FAILED)
                    ? PaymentStatus.FAILED
                    : PaymentStatus.CREATED;
        }
        long refunded = sum(ofAccepted(facts, PaymentFact.Kind.REFUNDED));
        if (onTheirWay(facts) > 0 && refunded < sum(captures)) {
            return PaymentStatus.REFUND_PENDING;
        }
        long requested = sum(ofAccepted(facts, PaymentFact.Kind.REFUND_REQUESTED));
        boolean anyFailed = !ofAccepted(facts, PaymentFact.Kind.REFUND_FAILED).isEmpty();
        if (anyFailed && refunded < requested) {
            return PaymentStatus.REFUND_FAILED;
        }
        if (refunded == 0) {
            return PaymentStatus.CAPTURED;
        }
        return refunded >= sum(captures) ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED;
    }

    /** What was asked for and neither came back nor was given up; less than nothing where nobody asked us before. */
    private static long onTheirWay(List<PaymentFact> facts) {
        return sum(ofAccepted(facts, PaymentFact.Kind.REFUND_REQUESTED))
                - sum(ofAccepted(facts, PaymentFact.Kind.REFUNDED))
                - sum(ofAccepted(facts, PaymentFact.Kind.REFUND_FAILED));
    }

    private static List<PaymentFact> captures(List<PaymentFact> facts) {
        return facts.stream()
                .filter(fact -> fact.kind() == PaymentFact.Kind.CAPTURED && !fact.isBesideTheBooking())
                .toList();
    }

    /** A refund counts once its capture does, whichever is heard of first. */
    private static List<PaymentFact> ofAccepted(List<PaymentFact> facts, PaymentFact.Kind kind) {
        Set<String> accepted = captures(facts).stream()
                .flatMap(capture -> Stream.ofNullable(capture.paymentId()))
                .collect(Collectors.toSet());
        return facts.stream()
                .filter(fact -> fact.kind() == kind && !fact.isBesideTheBooking())
                .filter(fact -> fact.paymentId() != null && accepted.contains(fact.paymentId()))
                .toList();
    }

    private static long sum(List<PaymentFact> facts) {
        return facts.stream().mapToLong(fact -> fact.amount() == null ? 0 : fact.amount().minorUnits()).sum();
    }
}
