package io.holdfast.availability.calendars;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import io.holdfast.availability.domain.BusyCalendar;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts how calendars are reached before it is stored: AES-256-GCM, by a key that is made of the configured secret. */
@Component
public class AccessSeal {

    private static final Logger log = LoggerFactory.getLogger(AccessSeal.class);
    /** In hex. The secret is long and random, so this only keeps its key apart from keys that others make of it. */
    private static final String SALT = "686f6c64666173742d63616c656e64617273";

    private final @Nullable BytesEncryptor cipher;
    private final String secret;

    AccessSeal(OutsideSettings settings) {
        this.secret = settings.secret();
        this.cipher = secret.isEmpty() ? null : Encryptors.stronger(secret, SALT);
    }

    /** Whether calendars can be registered at all. */
    public boolean isOn() {
        return cipher != null;
    }

    /** @throws IllegalStateException where it is not on */
    public String seal(CalendarAccess access) {
        if (cipher == null) {
            throw new IllegalStateException("Nothing is sealed without a secret");
        }
        return Base64.getEncoder().encodeToString(cipher.encrypt(json(access)));
    }

    private static byte[] json(Object plain) {
        return JsonMapper.shared().writeValueAsString(plain).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Of a consent that somebody is asked for; it may stand in an address.
     *
     * @throws IllegalStateException where it is not on
     */
    String seal(AskedConsent consent) {
        if (cipher == null) {
            throw new IllegalStateException("Nothing is sealed without a secret");
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.encrypt(json(consent)));
    }

    /** Empty for what nobody here has sealed. */
    Optional<AskedConsent> openConsent(String sealed) {
        if (cipher == null) {
            return Optional.empty();
        }
        try {
            byte[] plain = cipher.decrypt(Base64.getUrlDecoder().decode(sealed));
            return Optional.of(JsonMapper.shared().readValue(plain, AskedConsent.class)).filter(AskedConsent::isOne);
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException | JacksonException e) {
            // Anybody may send anything.
            log.debug("A state of a consent cannot be opened");
            return Optional.empty();
        }
    }

    /** Empty for what was sealed by another secret, or for another calendar. */
    Optional<CalendarAccess> open(BusyCalendar calendar) {
        if (cipher == null) {
            return Optional.empty();
        }
        try {
            byte[] plain = cipher.decrypt(Base64.getDecoder().decode(calendar.sealedAccess()));
            return Optional.of(JsonMapper.shared().readValue(plain, CalendarAccess.class))
                    .filter(access -> access.calendarId().equals(calendar.id()));
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException | JacksonException e) {
            // Not the cause: it may tell of what was decrypted.
            log.warn("What opens calendar {} cannot be decrypted: another HOLDFAST_CALENDAR_SECRET?", calendar.id());
            return Optional.empty();
        }
    }

    /** Of a fingerprint of something that has a secret in it: one that nobody can try passwords against. */
    public String blind(String fingerprint) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(fingerprint);
    }
}
