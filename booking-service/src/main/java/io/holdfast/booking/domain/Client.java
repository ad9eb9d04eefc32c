package io.holdfast.booking.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who books and pays: signed in (with a subject), or a guest who proves the booking is theirs (with a token).
 *
 * @param subject         the {@code sub} of a signed-in client's token, null for a guest
 * @param manageTokenHash SHA-256 of a guest's manage token, null for a signed-in client
 */
public record Client(@Nullable String subject, @Nullable String manageTokenHash, Contact contact) {

    public Client {
        if ((subject == null) == (manageTokenHash == null)) {
            throw new IllegalArgumentException("A client is either signed in or a guest.");
        }
    }

    public static Client signedIn(String subject, Contact contact) {
        return new Client(subject, null, contact);
    }

    public static Client guest(String manageTokenHash, Contact contact) {
        return new Client(null, manageTokenHash, contact);
    }

    public boolean isGuest() {
        return subject == null;
    }
}
