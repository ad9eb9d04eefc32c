package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One try of the payer, known by the provider's payment id.
 *
 * @param reason why it failed, null unless it did
 */
public record Attempt(String paymentId, Stage stage, @Nullable String reason, Instant at) {

    /** Ordered: an attempt only moves on. A failed one may still be authorised late, and an authorised one captured. */
    public enum Stage {
        FAILED,
        AUTHORIZED,
        CAPTURED
    }
}
