package io.holdfast.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A handler cannot decide yet, for a reason that passes: the store is away, or a fact that is on its way on another
 * topic has not arrived. The message is tried again and never parked, so whoever throws this knows when to stop.
 */
public class RetryLater extends RuntimeException {

    public RetryLater(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
