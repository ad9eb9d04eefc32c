package io.holdfast.payment.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One payment per booking revision.
 *
 * @param revision of the booking, from 1
 */
public record PaymentId(String bookingId, int revision) {

    private static final int RECEIPT_LENGTH = 40;

    public PaymentId {
        if (bookingId.isBlank() || revision < 1) {
            throw new IllegalArgumentException("A payment belongs to a booking and its revision");
        }
    }

    /** The inverse of {@link #value()}. */
    public static PaymentId of(String value) {
        int colon = value.lastIndexOf(':');
        return new PaymentId(value.substring(0, colon), Integer.parseInt(value.substring(colon + 1)));
    }

    /** {@code bookingId:revision}. */
    public String value() {
        return bookingId + ":" + revision;
    }

    /** The provider's name for the order that we want; at most 40 characters, and the same for every try. */
    public String receipt() {
        return value().length() <= RECEIPT_LENGTH ? value() : "hf_" + nameOf("receipt", value());
    }

    /**
     * The idempotency key of a refund at the provider: letters, digits and hyphens, always the same for the same cause.
     *
     * @param paymentId the provider's
     * @param attempt   from 1; what failed cannot be asked for again under its old key
     */
    public String refundKey(String paymentId, String cause, int attempt) {
        return "hf-" + nameOf("refund", value(), paymentId, cause, String.valueOf(attempt));
    }

    private static UUID nameOf(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
    }
}
