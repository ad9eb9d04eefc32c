package io.holdfast.booking.domain.client;

import org.jspecify.annotations.Nullable;

/**
 * How somebody is reached.
 *
 * @param phone E.164, or null
 */
public record Contact(String name, String email, @Nullable String phone) {}
