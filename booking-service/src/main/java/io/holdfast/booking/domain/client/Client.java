package io.holdfast.booking.domain.client;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who books and pays: signed in (with a subject), or a guest who proves the booking is theirs (with a token).
 *
 * @param subject         the {@code sub} of a signed-in client's token, null for a guest
 * @param manageTokenHash SHA-256 of a guest's manage token, null for a signed-in client
 * @param vouched         whether the issuer of the client's token says that this address is theirs
 * @param origin          stands for the address that the request came from, while that is still of use; null otherwise
 */
public record Client(
        @Nullable String subject,
        @Nullable String manageTokenHash,
        Contact contact,
        @Nullable Boolean vouched,
        @Nullable String origin) {

    /** In the place of who was erased: a guest whose token nobody can have. */
    public static final Client ERASED = guest("0".repeat(64), new Contact("Erased", "erased@example.com", null));

    private static final Set<String> DOTS_MEAN_NOTHING = Set.of("gmail.com", "googlemail.com");

    public Client {
        if ((subject == null) == (manageTokenHash == null)) {
            throw new IllegalArgumentException("A client is either signed in or a guest.");
        }
        // Stored before anybody asked.
        vouched = vouched != null && vouched;
    }

    public Client(@Nullable String subject, @Nullable String manageTokenHash, Contact contact) {
        this(subject, manageTokenHash, contact, false, null);
    }

    public Client from(@Nullable String where) {
        return new Client(subject, manageTokenHash, contact, vouched, where);
    }

    /** @param address what the token says is theirs; null when it says nothing */
    public Client vouchedFor(@Nullable String address) {
        boolean theirs = subject != null && address != null && mailboxOf(address).equals(mailboxOf(contact.email()));
        return new Client(subject, manageTokenHash, contact, theirs, origin);
    }

    /** Whether the address is known to be theirs; nobody vouches for what a guest types. */
    public boolean isVouched() {
        return Boolean.TRUE.equals(vouched);
    }

    public Client with(Contact corrected) {
        return new Client(subject, manageTokenHash, corrected, vouched, origin);
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

    /** The same for all addresses that lead to one mailbox. */
    public static String guestKey(Contact contact) {
        return guestKey(mailboxOf(contact.email()));
    }

    /** @param mailbox see {@link #mailboxOf} */
    public static String guestKey(String mailbox) {
        return "guest:" + mailbox;
    }

    /** Case means nothing, what follows a plus is the reader's own, and some providers overlook dots. */
    public static String mailboxOf(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return address;
        }
        String domain = address.substring(at + 1);
        String name = address.substring(0, at);
        int plus = name.indexOf('+');
        String untagged = plus > 0 ? name.substring(0, plus) : name;
        if (!DOTS_MEAN_NOTHING.contains(domain)) {
            return untagged + "@" + domain;
        }
        return untagged.replace(".", "") + "@gmail.com";
    }

    /** Whether nobody knows any more who it was. */
    public boolean isErased() {
        return equals(ERASED);
    }

    public boolean isGuest() {
        return subject == null;
    }
}
