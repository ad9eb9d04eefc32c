package io.holdfast.platform.demo;

import io.holdfast.embedded.outside.BrowserSubscription;

/** A subscription as the browser gives it to the page ({@code PushSubscription.toJSON()}), and its name here. */
record BrowserResponse(String id, String endpoint, Keys keys) {

    record Keys(String p256dh, String auth) {}

    static BrowserResponse of(BrowserSubscription browser) {
        return new BrowserResponse(browser.id(), browser.endpoint(), new Keys(browser.p256dh(), browser.auth()));
    }
}
