package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the booking asks for. Who pays is not part of it: Checkout asks the payer, and the booking knows its client.
 *
 * @param amount          more than nothing: a free booking asks for no payment
 * @param holdUntil       after this the slot is nobody's, and no order is made any more
 * @param clientId        the {@code sub} of the signed-in client, null for a guest or when the booking did not say
 * @param manageTokenHash SHA-256, in hex, of the token with which a guest may see this; null for a signed-in client
 */
public record WantedOrder(
        Money amount,
        Instant holdUntil,
        String bookingNumber,
        String offeringName,
        @Nullable String clientId,
        @Nullable String manageTokenHash) {

    public WantedOrder {
        if (amount.isZero()) {
            throw new IllegalArgumentException("Nothing is owed, so there is nothing to order");
        }
    }
}
