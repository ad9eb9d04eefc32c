package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An attempt of the payer, known by the provider's payment id.
 *
 * @param reason why it failed, null unless it did
 * @param amount null when the provider did not say
 */
public record Attempt(String paymentId, Stage stage, @Nullable String reason, Instant at, @Nullable Money amount) {

    public static Attempt authorized(String paymentId, Money amount, Instant at) {
        return new Attempt(paymentId, Stage.AUTHORIZED, null, at, amount);
    }

    public static Attempt failed(String paymentId, String reason, Instant at) {
        return new Attempt(paymentId, Stage.FAILED, reason, at, null);
    }

    /** The bank had agreed, nobody captured it in time, and the payer has the money back. */
    public static Attempt released(String paymentId, Instant at) {
        return new Attempt(paymentId, Stage.RELEASED, "The provider gave it back uncaptured.", at, null);
    }

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
