package io.holdfast.booking.application;

/**
 * What makes a request repeatable.
 *
 * @param key         the client's {@code Idempotency-Key}
 * @param requestHash hash of everything that was asked for
 */
public record Idempotency(String key, String requestHash) {}
