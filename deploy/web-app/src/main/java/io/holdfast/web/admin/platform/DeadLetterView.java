package io.holdfast.web.admin.platform;

import org.jspecify.annotations.Nullable;

/**
 * One message that could not be handled.
 *
 * @param booking its page; null where it is about none
 * @param payload null where it is not shown, for the reason {@code missing}
 */
public record DeadLetterView(
        String id,
        DeadLettersView.Row row,
        String topic,
        String group,
        String exception,
        @Nullable String booking,
        @Nullable String payload,
        @Nullable String missing) {}
