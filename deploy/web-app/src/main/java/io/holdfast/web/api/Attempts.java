package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What was tried to pay a booking. */
public record Attempts(String status, List<Attempt> attempts) {

    /** @param reason the provider's words for why it failed, null when it did not */
    public record Attempt(String paymentId, String status, @Nullable String reason, Instant at) {}
}
