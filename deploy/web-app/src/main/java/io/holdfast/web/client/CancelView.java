package io.holdfast.web.client;

import io.holdfast.web.page.Form;

/**
 * Before a booking is cancelled.
 *
 * @param quote what goes back and why
 * @param key   of the request: a second click is the same one
 */
public record CancelView(String id, String number, String what, String when, String quote, String key, Form form) {}
