package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What the provider says happened, in a webhook or when asked. It may say so late, twice and in any order. */
public sealed interface ProviderEvent {

    /** The order it belongs to. */
    String orderId();

    /** The bank agreed; the money is not ours yet. */
    record Authorized(String orderId, String paymentId, Money amount, Instant at) implements ProviderEvent {}

    /** The bank had agreed, nobody captured it in time, and the payer has the money back. */
    record Released(String orderId, String paymentId, Instant at) implements ProviderEvent {}

    /** The money is ours. */
    record Captured(String orderId, String paymentId, Money amount, Instant at) implements ProviderEvent {}

    /** The bank or the payer refused. */
    record Failed(String orderId, String paymentId, String reason, Instant at) implements ProviderEvent {}

    /** A refund was taken, went through or did not. */
    record RefundSeen(String orderId, ProviderRefund refund) implements ProviderEvent {}

    /**
     * A refund as the provider has it.
     *
     * @param key     the key that we asked with, null when the provider does not repeat it
     * @param failure why it failed, null when it did not or nobody says
     */
    record ProviderRefund(
            String refundId, String paymentId, Money amount, Refund.Status status, @Nullable String key, @Nullable String failure) {

        public ProviderRefund {
            if (status == Refund.Status.REQUESTED) {
                throw new IllegalArgumentException("A refund that the provider knows is more than requested");
            }
        }
    }
}
