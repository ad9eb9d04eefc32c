package io.holdfast.matching.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.Applicant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who wants to wait has said; each value has its form, whether it can be is not looked at yet.
 *
 * @param subject      as whom they are signed in; null for a guest
 * @param professional whose slot they want; null for anybody's
 * @param start        null for any of the day
 * @param minutes      null for what the offering usually lasts
 * @param displayZone  null for the professional's
 * @param moves        the booking that is to be earlier; null for none
 * @param manageToken  a guest's proof that it is theirs
 * @param key          null where the request cannot come again
 * @param requestHash  null without a key
 */
public record WaitlistDraft(
        TenantId tenant,
        @Nullable String subject,
        Contact contact,
        String offering,
        @Nullable String professional,
        LocalDate date,
        @Nullable Instant start,
        @Nullable Integer minutes,
        Applicant.@Nullable Recipient recipient,
        Applicant.@Nullable Address address,
        Map<String, String> intake,
        String language,
        @Nullable ZoneId displayZone,
        @Nullable String notes,
        @Nullable String moves,
        @Nullable String manageToken,
        @Nullable String key,
        @Nullable String requestHash) {

    /** @param phone E.164 */
    public record Contact(String name, String email, @Nullable String phone) {}

    Applicant applicant(ZoneId zone) {
        return new Applicant(
                clientKey(), subject, contact.name(), contact.email(), contact.phone(), recipient, address, intake, language,
                zone.getId(), notes);
    }

    String clientKey() {
        return subject == null ? "guest:" + mailbox(contact.email()) : "client:" + subject;
    }

    /** Case means nothing, and what follows a plus is the reader's own. */
    private static String mailbox(String email) {
        String address = email.toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }
}
