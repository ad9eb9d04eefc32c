package io.holdfast.notification.saga;

import org.jspecify.annotations.Nullable;

/** Who receives the service, where that is not the client. */
record ServiceRecipient(String name, @Nullable String phone) {

    static @Nullable String nameOf(@Nullable ServiceRecipient recipient) {
        return recipient == null ? null : recipient.name();
    }

    static @Nullable String phoneOf(@Nullable ServiceRecipient recipient) {
        return recipient == null ? null : recipient.phone();
    }
}
