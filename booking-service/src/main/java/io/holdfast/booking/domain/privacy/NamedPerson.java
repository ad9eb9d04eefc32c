package io.holdfast.booking.domain.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Whom an admin means; one of these says it.
 *
 * @param phone    E.164
 * @param clientId the {@code sub} of their tokens
 */
public record NamedPerson(@Nullable String email, @Nullable String phone, @Nullable String clientId) {}
