package io.holdfast.booking.contacts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A contact in a list, as {@link ContactResponse} without notes and bookings. */
record ContactRowResponse(
        String id,
        String name,
        String email,
        @Nullable String phone,
        String language,
        boolean signedIn,
        @Nullable Instant firstBookedAt,
        @Nullable Instant lastBookedAt) {

    static ContactRowResponse of(ContactDocument contact) {
        return new ContactRowResponse(
                contact.id(), contact.name(), contact.email(), contact.phone(), contact.language(), contact.isSignedIn(),
                contact.firstBookedAt(), contact.latestBookedAt());
    }
}
