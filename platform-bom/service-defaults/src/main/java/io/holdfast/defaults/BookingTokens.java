package io.holdfast.defaults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * HMAC tokens that each open something of one booking. They follow from a secret and the booking's id, so that whoever
 * has the secret can write them into a mail, and none is stored or sent in an event. All services share the secret,
 * {@code HOLDFAST_MANAGE_TOKEN_SECRET}.
 */
public final class BookingTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    /** A booking's id has no colon, so no manage token of one is a papers token of another. */
    private static final String PAPERS = "papers:";
    private static final String FEED = "feed:";

    private final SecretKeySpec secret;

    /** @param secret 32 characters or more */
    public BookingTokens(String secret) {
        this(secret.getBytes(StandardCharsets.UTF_8));
        if (secret.length() < SECRET_BYTES) {
            throw new IllegalArgumentException("The secret of booking tokens needs 32 characters or more.");
        }
    }

    private BookingTokens(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** By a random secret: nobody else can make these, and after a restart neither can we. */
    public static BookingTokens ofThisProcess() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new BookingTokens(secret);
    }

    /**
     * The token with which a guest does all that a client may do with the booking ({@code Holdfast-Manage-Token}).
     *
     * @return 32 bytes, base64url
     */
    public String manage(String bookingId) {
        return of(bookingId);
    }

    /**
     * The token that opens the booking's calendar entry and receipt ({@code ?p=}) and nothing else, so that a link to
     * them can be passed on.
     *
     * @return 32 bytes, base64url
     */
    public String papers(String bookingId) {
        return of(PAPERS + bookingId);
    }

    /**
     * The secret in the address of a calendar feed, which opens nothing else.
     *
     * @param feedId another one for each secret
     * @return 32 bytes, base64url
     */
    public String feed(String feedId) {
        return of(FEED + feedId);
    }

    /** Whether {@code token} opens this booking's papers; takes as long for any wrong one. */
    public boolean opensPapers(String bookingId, @Nullable String token) {
        return token != null
                && MessageDigest.isEqual(
                        papers(bookingId).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private String of(String what) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
