package io.holdfast.notification.saga;

import org.jspecify.annotations.Nullable;

/** Who receives the service, where that is not the client. */
record ServiceRecipient(String name) {

    static @Nullable String nameOf(@Nullable ServiceRecipient recipient) {
        return recipient == null ? null : recipient.name();
    }
}
