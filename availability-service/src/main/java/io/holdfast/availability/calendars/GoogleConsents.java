package io.holdfast.availability.calendars;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import io.holdfast.availability.domain.Professional;
import io.holdfast.defaults.outside.GoogleAccess;
import okhttp3.HttpUrl;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Consents of professionals that we see when their Google calendars are busy: OAuth 2.0's authorization code (RFC 6749, 4.1) with
 * PKCE (RFC 7636). Who asks is sent to Google's page and comes back to one of ours with a code, which is good for one refresh token
 * of theirs. Only who asked can come back with the state, and only for some minutes.
 */
@Component
public class GoogleConsents {

    private static final Logger log = LoggerFactory.getLogger(GoogleConsents.class);

    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** 256 bits, as RFC 7636 wants. */
    private static final int VERIFIER_BYTES = 32;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final SecureRandom random = new SecureRandom();
    private final GoogleSettings google;
    private final AccessSeal seal;
    private final Clock clock;

    GoogleConsents(GoogleSettings google, AccessSeal seal, Clock clock) {
        this.google = google;
        this.seal = seal;
        this.clock = clock;
    }

    /** Where somebody is sent, and until when they have to be back. */
    public record Asked(URI url, Instant until) {}

    /** What became of a consent. */
    public sealed interface Answer {

        /** @param calendar its id at Google */
        record Given(String name, String calendar, String refreshToken) implements Answer {

            /** Without the token. */
            @Override
            public String toString() {
                return "Given[]";
            }
        }

        /** Too late, or it was never asked for by this professional. */
        record Unknown() implements Answer {}

        /** They have not consented to all of it, or the code was used before. */
        record Refused() implements Answer {}

        /** Google does not answer just now. */
        record Silent() implements Answer {}
    }

    /**
     * @param name     of the calendar, as they call it
     * @param calendar its id at Google
     */
    public Asked ask(Professional professional, String name, String calendar) {
        byte[] bytes = new byte[VERIFIER_BYTES];
        random.nextBytes(bytes);
        String verifier = urlSafe(bytes);
        Instant until = clock.instant().plus(LASTS);
        var asked = new AskedConsent(
                AskedConsent.PURPOSE, professional.tenant().value(), professional.id().value(), verifier, name, calendar, until);
        HttpUrl url = HttpUrl.get(google.consentUrl().toString()).newBuilder()
                .addQueryParameter("response_type", "code")
                .addQueryParameter("client_id", google.clientId())
                .addQueryParameter("redirect_uri", google.cameBackTo().toString())
                .addQueryParameter("scope", GoogleCalendars.SCOPE)
                // For a refresh token, also from who has consented before.
                .addQueryParameter("access_type", "offline")
                .addQueryParameter("prompt", "consent")
                .addQueryParameter("code_challenge", urlSafe(DigestUtils.sha256(verifier)))
                .addQueryParameter("code_challenge_method", "S256")
                .addQueryParameter("state", seal.seal(asked))
                .build();
        return new Asked(url.uri(), until);
    }

    /** Somebody has come back. */
    public Answer redeem(Professional professional, String state, String code) {
        Optional<AskedConsent> known = seal.openConsent(state)
                .filter(asked -> asked.tenant().equals(professional.tenant().value()))
                .filter(asked -> asked.professional().equals(professional.id().value()))
                .filter(asked -> clock.instant().isBefore(asked.until()));
        if (known.isEmpty()) {
            return new Answer.Unknown();
        }
        AskedConsent asked = known.get();
        try {
            GoogleAccess.Consent consent = GoogleAccess.redeem(
                    code, asked.verifier(), google.cameBackTo(), google.clientId(), google.clientSecret(), http, google.tokenUrl());
            return consent.refreshToken().isEmpty() || !consent.scopes().contains(GoogleCalendars.SCOPE)
                    ? new Answer.Refused()
                    : new Answer.Given(asked.name(), asked.calendar(), consent.refreshToken());
        } catch (GoogleAccess.NoToken e) {
            log.info("Google has not redeemed a consent: {}", e.getMessage());
            return e.isForGood() ? new Answer.Refused() : new Answer.Silent();
        } catch (IOException e) {
            log.warn("Google does not answer about a consent: {}", e.toString());
            return new Answer.Silent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Silent();
        }
    }

    private static String urlSafe(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
