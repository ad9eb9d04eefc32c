package io.holdfast.payment.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.holdfast.payment.domain.WantedOrder;
import org.jspecify.annotations.Nullable;

/**
 * Guests' tokens for one booking. Booking-service derives them from a secret that it shares with nobody; what comes here
 * with the booking is the hash, which opens nothing.
 */
final class GuestTokens {

    private GuestTokens() {}

    /** Whether it is the token of the guest who was asked to pay; takes as long for any wrong one. */
    static boolean opens(WantedOrder wanted, @Nullable String token) {
        String hash = wanted.manageTokenHash();
        return token != null
                && hash != null
                && MessageDigest.isEqual(
                        sha256(token).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
