package io.holdfast.platform;

import org.jspecify.annotations.Nullable;

/** Something about the machine stands in the way; the message is one sentence for whoever typed the command. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String message) {
        this(message, null);
    }

    CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
