package io.holdfast.notification.preferences;

import java.time.Instant;

/**
 * A browser that wants push messages.
 *
 * @param endpoint where to send to; who knows it can send there
 * @param p256dh   the browser's public key, an uncompressed point of P-256, URL-safe Base64
 * @param auth     16 bytes that only the browser and we know, URL-safe Base64
 */
public record PushSubscription(String endpoint, String p256dh, String auth, Instant since) {

    /** Without what opens it. */
    @Override
    public String toString() {
        return "PushSubscription[since=" + since + "]";
    }
}
