package io.holdfast.platform.demo;

import java.time.Instant;

import io.holdfast.embedded.outside.BrowserSubscription;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A browser that subscribed to push messages.
 *
 * @param subject whose it is, as far as it is somebody's whom we know
 */
@Document("browsers")
record StoredBrowser(
        @Id String id,
        String endpoint,
        String p256dh,
        String auth,
        String privateKey,
        String applicationServerKey,
        @Nullable Instant goneAt,
        @Nullable String subject) {

    static StoredBrowser of(BrowserSubscription browser, @Nullable String subject) {
        return new StoredBrowser(
                browser.id(),
                browser.endpoint(),
                browser.p256dh(),
                browser.auth(),
                browser.privateKey(),
                browser.applicationServerKey(),
                browser.goneAt(),
                subject);
    }

    BrowserSubscription subscription() {
        return new BrowserSubscription(id, endpoint, p256dh, auth, privateKey, applicationServerKey, goneAt);
    }
}
