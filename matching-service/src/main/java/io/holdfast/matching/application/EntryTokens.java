package io.holdfast.matching.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import io.holdfast.defaults.BookingTokens;
import io.holdfast.matching.domain.waitlist.Entry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Guests' keys to their place in a line, made as those of bookings are: the booking that comes of it has another id, and so
 * another key.
 */
@Component
public class EntryTokens {

    private static final Logger log = LoggerFactory.getLogger(EntryTokens.class);

    private final BookingTokens tokens;

    EntryTokens(MatchingSettings settings) {
        if (settings.manageTokenSecret().isEmpty()) {
            log.warn("No HOLDFAST_MANAGE_TOKEN_SECRET: guests who wait cannot answer after a restart, nor by what they are mailed");
            tokens = BookingTokens.ofThisProcess();
        } else {
            tokens = new BookingTokens(settings.manageTokenSecret());
        }
    }

    /** A guest's; empty for who is signed in. */
    public Optional<String> tokenOf(Entry entry) {
        return entry.who().isGuest() ? Optional.of(tokens.manage(entry.id())) : Optional.empty();
    }

    /** Of the booking that a guest accepted; empty for who is signed in. */
    public Optional<String> tokenOfBooking(Entry entry, String bookingId) {
        return entry.who().isGuest() ? Optional.of(tokens.manage(bookingId)) : Optional.empty();
    }

    /** Whether {@code token} opens a guest's entry; takes as long for any wrong one. */
    boolean opens(Entry entry, @Nullable String token) {
        return entry.who().isGuest() && isOf(entry.id(), token);
    }

    /** Whether {@code token} is the manage token of that booking; takes as long for any wrong one. */
    boolean isOf(String id, @Nullable String token) {
        return token != null
                && MessageDigest.isEqual(
                        tokens.manage(id).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
