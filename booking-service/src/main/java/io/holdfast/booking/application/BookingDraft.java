package io.holdfast.booking.application;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, well-formed but not yet held against offering and professional.
 *
 * @param manual      whether an admin asks for the client, who settles outside of the platform
 * @param subject     the signed-in client's {@code sub}, null for a guest and when an admin asks
 * @param actor       the {@code sub} of whoever asks, null for a guest
 * @param professional the one that was chosen; null for anyone, and in mode MATCH
 * @param match       whom the client wants; null in mode DIRECT, and where they said nothing
 * @param duration    minutes; null for the offering's usual
 * @param displayZone null for the professional's, or where nobody knows them the tenant's
 * @param coupon      as it was typed; null for none
 * @param origin      where it came from
 * @param idempotency null when the request came without a key
 */
public record BookingDraft(
        TenantId tenant,
        boolean manual,
        @Nullable String subject,
        @Nullable String actor,
        Contact contact,
        OfferingId offering,
        Mode mode,
        @Nullable ProfessionalId professional,
        @Nullable MatchCriteria match,
        Instant start,
        @Nullable Integer duration,
        @Nullable Recipient recipient,
        @Nullable Address address,
        Map<String, String> intake,
        String language,
        @Nullable ZoneId displayZone,
        @Nullable String notes,
        @Nullable String coupon,
        Origin origin,
        @Nullable Idempotency idempotency) {

    /** See {@link Client#key()}. */
    String clientKey() {
        return subject == null ? Client.guestKey(contact) : "client:" + subject;
    }

    /**
     * Where a request came from.
     *
     * @param address the caller's, as the gateway saw it; null for this machine's own
     * @param proof   what answers a {@link BookingChallenge}; null for none
     * @param vouched the mail address that the caller's token says is theirs; null for none
     */
    public record Origin(@Nullable String address, @Nullable String proof, @Nullable String vouched) {

        public static final Origin HERE = new Origin(null, null, null);
    }
}
