package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the booking asks for.
 *
 * @param amount    more than nothing: a free booking asks for no payment
 * @param holdUntil after this the slot is nobody's, and no order is made any more
 * @param clientId  the {@code sub} of the signed-in client, null for a guest or when the booking did not say
 */
public record WantedOrder(
        Money amount,
        Instant holdUntil,
        String bookingNumber,
        String offeringName,
        Payer payer,
        @Nullable String clientId) {

    public WantedOrder {
        if (amount.isZero()) {
            throw new IllegalArgumentException("Nothing is owed, so there is nothing to order");
        }
    }

    /** Who is asked to pay. */
    public record Payer(String name, String email, @Nullable String phone) {

        /** Personal data stays out of logs. */
        @Override
        public String toString() {
            return "Payer[***]";
        }
    }
}
