package io.holdfast.booking.web;

import io.holdfast.booking.application.Idempotency;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} header. */
final class IdempotencyHeader {

    private IdempotencyHeader() {}

    /**
     * @param command what is asked for, so that a key is not good for two commands
     * @param body    null for none
     * @return null without a key
     */
    static @Nullable Idempotency of(@Nullable String key, String command, @Nullable Object body) {
        IdempotencyKeyHeader.require(key);
        return key == null ? null : new Idempotency(key, IdempotencyKeys.fingerprint(command, body));
    }
}
