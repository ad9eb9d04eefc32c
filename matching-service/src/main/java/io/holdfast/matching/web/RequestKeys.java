package io.holdfast.matching.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professionals.RequestKey;
import org.jspecify.annotations.Nullable;

/** Makes what identifies a repeatable request out of its {@code Idempotency-Key}. */
final class RequestKeys {

    private static final int LONGEST_KEY = 255;
    private static final int ID_LENGTH = 32;

    private RequestKeys() {}

    /** Null without a key. */
    static @Nullable RequestKey of(Caller caller, @Nullable String key, ProfessionalRequest request) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.invalid("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        String id = sha256(caller.tenantId() + "\n" + caller.subject() + "\n" + key).substring(0, ID_LENGTH);
        // A record's text names every field, so it differs where the requests do.
        return new RequestKey(id, sha256(request.toString()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
