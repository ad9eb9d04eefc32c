package io.holdfast.web.client;

import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * How it was.
 *
 * @param key of the request: a second click is the same one
 */
public record ReviewView(
        String id, String number, String what, @Nullable String professional, String when, String key, Form form) {}
