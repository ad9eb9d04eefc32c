package io.holdfast.notification.outside;

import org.jspecify.annotations.Nullable;

/** The address is wrong or refused for good. It says nothing about the service that says so, so the breaker ignores it. */
public final class Undeliverable extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason ours: a kind of failure and a code, never an address nor the other side's words */
    public Undeliverable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
