package io.holdfast.booking.application;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Guests' keys to their one booking. A token is derived from a secret and the booking's id, so that a repeated request
 * gets the same one although only its hash is stored.
 */
@Component
public class ManageTokens {

    private static final Logger log = LoggerFactory.getLogger(ManageTokens.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec secret;

    ManageTokens(BookingSettings settings) {
        byte[] key;
        if (settings.manageTokenSecret().isEmpty()) {
            log.warn("No HOLDFAST_MANAGE_TOKEN_SECRET: guests who repeat a request after a restart get no token again");
            key = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(key);
        } else {
            key = settings.manageTokenSecret().getBytes(StandardCharsets.UTF_8);
        }
        this.secret = new SecretKeySpec(key, ALGORITHM);
    }

    /** 32 bytes, base64url. */
    String tokenFor(BookingId id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] token = mac.doFinal(id.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    static String hashOf(String token) {
        return DigestUtils.sha256Hex(token);
    }

    /** A guest booking's token; empty for a signed-in client's, and when the secret is another than it was then. */
    Optional<String> tokenOf(Booking booking) {
        return Optional.of(tokenFor(booking.id())).filter(token -> opens(booking, token));
    }

    /** Whether {@code token} opens this booking; takes as long for any wrong one. */
    boolean opens(Booking booking, @Nullable String token) {
        String hash = booking.terms().client().manageTokenHash();
        return token != null
                && hash != null
                && MessageDigest.isEqual(
                        hashOf(token).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
