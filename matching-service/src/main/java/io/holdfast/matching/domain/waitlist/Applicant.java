package io.holdfast.matching.domain.waitlist;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Who waits, and all that a booking of theirs has to say: it is made without asking them again.
 *
 * @param key      the same for whoever is the same client: {@code client:<subject>}, or {@code guest:<mailbox>}
 * @param subject  as whom they are signed in; null for a guest
 * @param phone    E.164
 * @param language BCP 47
 */
public record Applicant(
        String key,
        @Nullable String subject,
        String name,
        String email,
        @Nullable String phone,
        @Nullable Recipient recipient,
        @Nullable Address address,
        Map<String, String> intake,
        String language,
        String displayZone,
        @Nullable String notes) {

    private static final String GUEST = "guest:";

    public Applicant {
        intake = Map.copyOf(intake);
    }

    /** The mailbox that a guest's address leads to; of who signs in nothing that is one. */
    public String guestMailbox() {
        return key.startsWith(GUEST) ? key.substring(GUEST.length()) : key;
    }

    /** In the place of who was erased; what is said of them reaches nobody. */
    Applicant erased() {
        return new Applicant(
                "erased", null, "Erased", "erased@example.com", null, null, null, Map.of(), language, displayZone, null);
    }

    public boolean isGuest() {
        return subject == null;
    }

    /** Who receives the service, when that is somebody else. */
    public record Recipient(String name, @Nullable String phone) {}

    /** Where a professional comes to. */
    public record Address(String street, String city, @Nullable String building, @Nullable String apartment) {}
}
