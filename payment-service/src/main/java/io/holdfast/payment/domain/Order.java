package io.holdfast.payment.domain;

import java.time.Instant;

/**
 * The provider's order, which the payer can pay.
 *
 * @param keyId the public key that it was made with, and that Checkout needs to open it
 */
public record Order(String orderId, String keyId, Instant createdAt) {}
