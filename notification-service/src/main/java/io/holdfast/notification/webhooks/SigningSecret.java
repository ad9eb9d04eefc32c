package io.holdfast.notification.webhooks;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * What requests to a webhook are signed with. It has to be stored as it is, since whoever signs needs it; it is shown once.
 *
 * @param value   {@code whsec_} and Base64, as Standard Webhooks has it
 * @param goodUntil from when on it does not sign any more; null for the newest
 */
record SigningSecret(String value, Instant createdAt, @Nullable Instant goodUntil) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static SigningSecret random(Instant now) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret("whsec_" + Base64.getEncoder().encodeToString(bytes), now, null);
    }

    SigningSecret until(Instant end) {
        return new SigningSecret(value, createdAt, end);
    }

    boolean isGood(Instant now) {
        return goodUntil == null || now.isBefore(goodUntil);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SigningSecret[since " + createdAt + "]";
    }
}
