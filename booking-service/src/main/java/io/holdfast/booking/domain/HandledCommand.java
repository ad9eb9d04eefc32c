package io.holdfast.booking.domain;

import java.time.Instant;

/**
 * A command that was done under an idempotency key, so that it is not done again.
 *
 * @param keyHash     hash of caller and key
 * @param requestHash hash of the command and all that it said
 */
public record HandledCommand(String keyHash, String requestHash, Instant at) {}
