package io.holdfast.payment.domain;

import java.time.Instant;

/** A capture: money that reached us, known by the provider's payment id. */
public record Capture(String paymentId, String orderId, Money amount, Standing standing, Instant at) {

    /** What a capture means for the booking. */
    public enum Standing {
        /** It pays the booking. */
        ACCEPTED,
        /** The booking was paid already, or this came for another order: it goes back. */
        SURPLUS,
        /** Not the amount or currency that was asked for: it goes back and pays nothing. */
        MISMATCHED
    }
}
