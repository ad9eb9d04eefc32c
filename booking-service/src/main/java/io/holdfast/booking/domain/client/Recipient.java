package io.holdfast.booking.domain.client;

import org.jspecify.annotations.Nullable;

/**
 * Who receives the service, where that is not the client.
 *
 * @param phone E.164, or null
 */
public record Recipient(String name, @Nullable String phone) {}
