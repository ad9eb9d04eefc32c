package io.holdfast.availability.calendars;

import java.time.Instant;

/**
 * A consent that somebody was sent to Google for: what has to be known when they come back. It travels with them, encrypted, so
 * that nothing is stored for who never comes back.
 *
 * @param purpose      {@value #PURPOSE}: whatever else is sealed by the same secret is none
 * @param tenant       of the professional, who alone can come back with it
 * @param verifier     PKCE's, by which Google knows that who redeems the code has asked for it
 * @param name         of the calendar, as they call it
 * @param calendar     its id at Google
 * @param until        after which it is too late
 */
record AskedConsent(
        String purpose, String tenant, String professional, String verifier, String name, String calendar, Instant until) {

    static final String PURPOSE = "google-consent";

    boolean isOne() {
        return PURPOSE.equals(purpose);
    }

    /** Without the verifier. */
    @Override
    public String toString() {
        return "AskedConsent[" + professional + "]";
    }
}
