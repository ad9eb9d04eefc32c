package io.holdfast.availability.web;

import org.jspecify.annotations.Nullable;

/**
 * A Google calendar whose owner is to be asked for their consent.
 *
 * @param name    at most 100 characters; without it the calendar's id
 * @param address its id, such as its owner's email; {@code primary}, their own, when left out
 */
record GoogleConsentRequest(@Nullable String name, @Nullable String address) {

    private static final String OWN = "primary";

    BusyCalendarRequest calendar(@Nullable String refreshToken) {
        return new BusyCalendarRequest(
                "GOOGLE", name, address == null || address.isBlank() ? OWN : address, null, null, refreshToken);
    }
}
