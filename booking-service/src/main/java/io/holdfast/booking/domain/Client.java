package io.holdfast.booking.domain;

import java.util.Locale;

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

    /** The same for all bookings of one client: who they are signed in as, or as a guest their address. */
    public String key() {
        return subject == null ? guestKey(contact) : "client:" + subject;
    }

    /** Mail addresses are read without regard to case. */
    public static String guestKey(Contact contact) {
        return "guest:" + contact.email().strip().toLowerCase(Locale.ROOT);
    }

    public boolean isGuest() {
        return subject == null;
    }
}
