package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One try of the payer, known by the provider's payment id.
 *
 * @param reason why it failed, null unless it did
 * @param amount null when the provider did not say
 */
public record Attempt(String paymentId, Stage stage, @Nullable String reason, Instant at, @Nullable Money amount) {

    /**
     * Ordered: an attempt only moves on. A failed one may still be authorised late, and an authorised one captured or
     * given back by the provider.
     */
    public enum Stage {
        FAILED,
        AUTHORIZED,
        /** Never captured; the payer has the money back. */
        RELEASED,
        CAPTURED
    }
}
