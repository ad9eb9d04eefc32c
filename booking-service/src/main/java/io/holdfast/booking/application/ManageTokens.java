package io.holdfast.booking.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.defaults.BookingTokens;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Guests' keys to their one booking, and the keys to a booking's papers. A token is derived from a secret and the
 * booking's id, so that a repeated request gets the same one although only its hash is stored.
 */
@Component
public class ManageTokens {

    private static final Logger log = LoggerFactory.getLogger(ManageTokens.class);

    private final BookingTokens tokens;

    ManageTokens(BookingSettings settings) {
        if (settings.manageTokenSecret().isEmpty()) {
            log.warn("No HOLDFAST_MANAGE_TOKEN_SECRET: guests who repeat a request after a restart get no token again");
            tokens = BookingTokens.ofThisProcess();
        } else {
            tokens = new BookingTokens(settings.manageTokenSecret());
        }
    }

    String tokenFor(BookingId id) {
        return tokens.manage(id.value());
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

    /** The secret of a calendar feed, see {@link BookingTokens#feed}. */
    public String feedSecret(String feedId) {
        return tokens.feed(feedId);
    }

    /** Whether {@code token} opens the papers of this booking, whoever's it is. */
    boolean opensPapers(BookingId id, @Nullable String token) {
        return tokens.opensPapers(id.value(), token);
    }
}
