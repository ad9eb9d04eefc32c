package io.holdfast.booking.domain.client;

import org.jspecify.annotations.Nullable;

/** Where the professional comes to. */
public record Address(
        String street, String city, @Nullable String building, @Nullable String apartment) {}
