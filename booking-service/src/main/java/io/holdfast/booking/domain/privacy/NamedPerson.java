package io.holdfast.booking.domain.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Whom an admin means; one of these says it.
 *
 * @param name     of somebody who is named by others' bookings alone, as who is to receive what was booked
 * @param phone    E.164
 * @param clientId the {@code sub} of their tokens
 */
public record NamedPerson(
        @Nullable String email, @Nullable String phone, @Nullable String clientId, @Nullable String name) {

    public NamedPerson(@Nullable String email, @Nullable String phone, @Nullable String clientId) {
        this(email, phone, clientId, null);
    }
}
