package io.holdfast.availability.web;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * With what somebody came back from Google's page.
 *
 * @param state as it was in the address that they were sent to
 * @param code  Google's
 */
record GoogleCodeRequest(@Nullable String state, @Nullable String code) {

    private static final int LONGEST = 2_000;

    String requireState() {
        return require("state", state);
    }

    String requireCode() {
        return require("code", code);
    }

    private static String require(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "is missing");
        }
        if (Texts.length(value) > LONGEST) {
            throw Problem.invalid(field, "must have at most " + LONGEST + " characters");
        }
        return value;
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "GoogleCodeRequest[]";
    }
}
