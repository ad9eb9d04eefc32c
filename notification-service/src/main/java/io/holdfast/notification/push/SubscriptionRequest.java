package io.holdfast.notification.push;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.zerodeplibs.webpush.key.PublicKeySources;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.preferences.PushSubscription;
import org.jspecify.annotations.Nullable;

/** A subscription as browsers write it ({@code PushSubscription.toJSON()}). */
record SubscriptionRequest(@Nullable String endpoint, @Nullable Long expirationTime, @Nullable Keys keys) {

    private static final int AUTH_BYTES = 16;
    private static final int LONGEST_KEY = 200;

    record Keys(@Nullable String p256dh, @Nullable String auth) {}

    /** @throws Problem 400 that names every field that is wrong */
    PushSubscription toDomain(PushServices services, Instant now) {
        var errors = new ArrayList<Problem.FieldError>();
        if (endpoint == null || !services.isEndpoint(endpoint)) {
            errors.add(new Problem.FieldError("endpoint", "must be the address of a push service that is known here"));
        }
        String p256dh = keys == null ? null : keys.p256dh();
        String auth = keys == null ? null : keys.auth();
        if (p256dh == null || !isKey(p256dh)) {
            errors.add(new Problem.FieldError("keys.p256dh", "must be a public key of P-256 in URL-safe Base64"));
        }
        if (auth == null || !isSecret(auth)) {
            errors.add(new Problem.FieldError("keys.auth", "must be 16 bytes in URL-safe Base64"));
        }
        if (!errors.isEmpty() || endpoint == null || p256dh == null || auth == null) {
            throw Problem.invalid(List.copyOf(errors));
        }
        return new PushSubscription(endpoint, p256dh, auth, now);
    }

    private static boolean isKey(String text) {
        try {
            PublicKeySources.ofUncompressedBytes(bytes(text)).extract();
            return true;
        } catch (RuntimeException e) {
            // The library says by many exceptions that these bytes are no point of the curve.
            return false;
        }
    }

    private static boolean isSecret(String text) {
        try {
            return bytes(text).length == AUTH_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        if (text.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("No key is that long");
        }
        return Base64.getUrlDecoder().decode(text);
    }
}
