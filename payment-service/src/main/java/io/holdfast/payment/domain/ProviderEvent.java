package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A provider event: what the provider says happened, in a webhook or when asked. It may say so late, twice and in any order. */
public sealed interface ProviderEvent {

    /** The order it belongs to. */
    String orderId();

    /** The bank agreed, the bank or the payer refused, or the provider gave back what nobody captured in time. */
    record AttemptSeen(String orderId, Attempt attempt) implements ProviderEvent {}

    /** The money is ours. */
    record Captured(String orderId, String paymentId, Money amount, Instant at) implements ProviderEvent {}

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
