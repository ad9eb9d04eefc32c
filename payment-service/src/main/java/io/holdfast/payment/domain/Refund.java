package io.holdfast.payment.domain;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import org.jspecify.annotations.Nullable;

/**
 * A refund, and one request for it: what failed is requested again as another one of the same cause.
 *
 * @param key       makes asking for it repeatable at the provider
 * @param cause     tells refunds of one payment apart: there is one for each cause, whatever is asked for how often
 * @param paymentId the capture that it comes from
 * @param attempt   from 1
 * @param refundId  the provider's, null until it answered
 * @param failure   why it failed, null unless it did
 * @param note      why an admin wanted it, null unless one did; may name people, so it stays here
 * @param requestedAt  when an admin wanted it, null unless one did
 */
public record Refund(
        String key,
        RefundReason reason,
        String cause,
        String paymentId,
        Money amount,
        int attempt,
        @Nullable String refundId,
        Status status,
        @Nullable String failure,
        @Nullable String note,
        @Nullable Instant requestedAt) {

    private static final String LOST = "BOOKING_LOST";

    /** Ordered: a refund only moves on. What failed may turn out processed; what was processed never turns out failed. */
    public enum Status {
        /** To be asked for. */
        REQUESTED,
        /** The provider has taken it. */
        PENDING,
        FAILED,
        PROCESSED
    }

    static Refund requested(PaymentId id, String paymentId, RefundReason reason, Money amount) {
        return first(id.refundKey(paymentId, reason.name(), 1), reason, reason.name(), paymentId, amount, null, null);
    }

    static Refund byAdmin(PaymentId id, String paymentId, String cause, Money amount, String note, Instant at) {
        return first(id.refundKey(paymentId, cause, 1), RefundReason.MANUAL, cause, paymentId, amount, note, at);
    }

    /** One that we never asked for: it counts, so that what is left of the capture is never given back twice. */
    static Refund byProvider(String refundId, String paymentId, Money amount) {
        return first(refundId, RefundReason.PROVIDER, refundId, paymentId, amount, null, null);
    }

    /**
     * One that we asked for and do not know any more, since the store was restored: its key tells for which reason it was. What an
     * admin wanted, and what failed, is as if it were the provider's.
     */
    static Optional<Refund> forgotten(PaymentId id, ProviderRefund seen, int tries) {
        if (seen.key() == null || seen.status() == Status.FAILED) {
            return Optional.empty();
        }
        for (RefundReason reason : RefundReason.values()) {
            Refund refund = requested(id, seen.paymentId(), reason, seen.amount());
            for (int attempt = 1; attempt <= tries; attempt++) {
                if (refund.key().equals(seen.key())) {
                    return Optional.of(refund);
                }
                refund = refund.again(id, seen.amount());
            }
        }
        return Optional.empty();
    }

    /** Of what was paid for a booking that nobody knows any more: it is asked for and kept at the provider only. */
    public static Refund ofLostBooking(PaymentId id, String paymentId, Money amount) {
        return first(id.refundKey(paymentId, LOST, 1), RefundReason.MANUAL, LOST, paymentId, amount, null, null);
    }

    private static Refund first(
            String key,
            RefundReason reason,
            String cause,
            String paymentId,
            Money amount,
            @Nullable String note,
            @Nullable Instant requestedAt) {
        return new Refund(key, reason, cause, paymentId, amount, 1, null, Status.REQUESTED, null, note, requestedAt);
    }

    /** The same money asked for once more, or less of it; another key, since the provider remembers what the old one asked. */
    Refund again(PaymentId id, Money newAmount) {
        String newKey = id.refundKey(paymentId, cause, attempt + 1);
        return new Refund(
                newKey, reason, cause, paymentId, newAmount, attempt + 1, null, Status.REQUESTED, null, note, requestedAt);
    }

    /** As the provider has it: of what was asked for under the same key before a restore, the amount, too, is what it then was. */
    Refund seen(ProviderRefund seen) {
        String why = seen.status() == Status.FAILED ? seen.failure() : null;
        return new Refund(
                key, reason, cause, paymentId, seen.amount(), attempt, seen.refundId(), seen.status(), why, note, requestedAt);
    }

    /** Of what an admin wrote nobody knows whom it names. */
    Refund withoutNote() {
        return new Refund(key, reason, cause, paymentId, amount, attempt, refundId, status, failure, null, requestedAt);
    }

    Refund refused(String why) {
        return new Refund(key, reason, cause, paymentId, amount, attempt, refundId, Status.FAILED, why, note, requestedAt);
    }

    boolean isOf(Capture capture) {
        return paymentId.equals(capture.paymentId());
    }

    boolean isOpen() {
        return status == Status.REQUESTED || status == Status.PENDING;
    }

    /** Whether the money that this asks for went back by {@code other}. */
    boolean isSettledBy(Refund other) {
        return other.status == Status.PROCESSED && other.paymentId.equals(paymentId) && other.cause.equals(cause);
    }

    /** Whether this is an earlier request for the money that {@code other} asks for. */
    boolean isBefore(Refund other) {
        return other.paymentId.equals(paymentId) && other.cause.equals(cause) && other.attempt > attempt;
    }
}
