package io.holdfast.notification.mail;

import org.jspecify.annotations.Nullable;

/** The address is wrong or its server refuses it for good. It says nothing about our SMTP server, so the breaker ignores it. */
final class UndeliverableMail extends Exception {

    private static final long serialVersionUID = 1L;

    UndeliverableMail(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
