package io.holdfast.payment.domain;

import org.jspecify.annotations.Nullable;

/**
 * Money on its way back.
 *
 * @param key       makes asking for it repeatable at the provider
 * @param paymentId the capture that it comes from
 * @param refundId  the provider's, null until it answered
 * @param failure   why it failed, null unless it did
 */
public record Refund(
        String key,
        RefundReason reason,
        String paymentId,
        Money amount,
        @Nullable String refundId,
        Status status,
        @Nullable String failure) {

    /** Ordered: a refund only moves on. What failed may turn out processed; what was processed never turns out failed. */
    public enum Status {
        /** To be asked for. */
        REQUESTED,
        /** The provider has taken it. */
        PENDING,
        FAILED,
        PROCESSED
    }

    boolean isOpen() {
        return status == Status.REQUESTED || status == Status.PENDING;
    }
}
