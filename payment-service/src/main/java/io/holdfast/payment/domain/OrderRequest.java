package io.holdfast.payment.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The order that a booking asks for. Who pays is not part of it: Checkout asks the payer, and the booking knows its client.
 *
 * @param amount          more than nothing: a free booking asks for no payment
 * @param holdUntil       after this the slot is nobody's, and no order is made any more
 * @param clientId        the {@code sub} of the signed-in client, null for a guest
 * @param manageTokenHash SHA-256, in hex, of the token with which a guest may see this; null for a signed-in client
 */
public record OrderRequest(
        Money amount,
        Instant holdUntil,
        String bookingNumber,
        String offeringName,
        @Nullable String clientId,
        @Nullable String manageTokenHash) {

    public OrderRequest {
        if (amount.isZero()) {
            throw new IllegalArgumentException("Nothing is owed, so there is nothing to order");
        }
    }

    /** The same when the client is erased: only the business may see it. */
    OrderRequest ofNobody() {
        return new OrderRequest(amount, holdUntil, bookingNumber, offeringName, null, null);
    }
}
