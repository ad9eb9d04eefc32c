package io.holdfast.embedded.outside;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A push subscription as the browser that made it has it: what it gives the application, and the private key that it keeps.
 * All keys are in unpadded URL-safe Base64.
 *
 * @param id                   names it at the push service; nobody else knows it
 * @param endpoint             where the application sends to
 * @param p256dh               the browser's public key, an uncompressed point of P-256
 * @param auth                 16 bytes that only browser and application know
 * @param privateKey           the other half of {@code p256dh}, PKCS 8
 * @param applicationServerKey whose messages alone are taken, an uncompressed point of P-256
 * @param goneAt               when its owner gave it up; null while it is in use
 */
public record BrowserSubscription(
        String id,
        String endpoint,
        String p256dh,
        String auth,
        String privateKey,
        String applicationServerKey,
        @Nullable Instant goneAt) {

    BrowserSubscription gone(Instant at) {
        return new BrowserSubscription(id, endpoint, p256dh, auth, privateKey, applicationServerKey, at);
    }

    /** Without what only browser and application may know. */
    @Override
    public String toString() {
        return "BrowserSubscription[" + (goneAt == null ? "in use" : "gone") + "]";
    }
}
