package io.holdfast.notification.push;

import java.time.Duration;

/**
 * A push message as the service worker of a page reads it.
 *
 * @param json   {@code title, body, url, tag, lang, dir}
 * @param topic  at most 32 letters and digits; a later message of the same takes the place of one that still waits
 * @param ttl    how long it may wait for the browser
 * @param urgent whether it may wake a device that saves its battery
 */
record BrowserMessage(String json, String topic, Duration ttl, boolean urgent) {}
