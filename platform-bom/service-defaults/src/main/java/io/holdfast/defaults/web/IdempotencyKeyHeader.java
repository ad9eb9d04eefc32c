package io.holdfast.defaults.web;

import io.holdfast.defaults.IdempotencyKeys;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} header: its bounds, and what is said when it comes with another request. */
public final class IdempotencyKeyHeader {

    public static final String NAME = "Idempotency-Key";

    private static final int LONGEST = 255;

    private IdempotencyKeyHeader() {}

    /** @throws Problem 400 when there is a key and it is blank or longer than 255 characters */
    public static void require(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST)) {
            throw Problem.invalid(NAME, "must have 1 to " + LONGEST + " characters");
        }
    }

    /** 422: the key came with something else before. */
    public static Problem reused() {
        return Problem.rule(IdempotencyKeys.REUSED, IdempotencyKeys.REUSED_DETAIL);
    }
}
