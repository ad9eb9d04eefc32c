package io.holdfast.web.client;

import io.holdfast.web.page.Form;

/**
 * Somebody has a booking and would rather come earlier.
 *
 * @param when  it is now
 * @param key   of the request: a second click is the same one
 * @param first date that can be waited for, ISO 8601
 * @param days  zone in which the date is meant, as it is called
 */
public record EarlierView(
        String id,
        String number,
        String what,
        String professional,
        String when,
        String key,
        String first,
        String last,
        String days,
        Form form) {}
