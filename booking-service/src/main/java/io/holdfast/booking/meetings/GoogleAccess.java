package io.holdfast.booking.meetings;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.holdfast.booking.application.MeetingRooms.Unavailable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service account's access token, fetched when needed and kept while it lasts. */
final class GoogleAccess {

    private static final String SCOPE = "https://www.googleapis.com/auth/calendar.events";
    private static final Duration ASSERTION_LASTS = Duration.ofMinutes(10);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http;
    private final MeetingSettings.Google settings;
    private final PrivateKey key;
    private final Clock clock;
    private @Nullable Token token;

    private record Token(String value, Instant until) {}

    /** @throws IllegalArgumentException when the key cannot be read */
    GoogleAccess(HttpClient http, MeetingSettings.Google settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.key = read(settings.privateKey());
        this.clock = clock;
    }

    /** @throws Unavailable when Google gives none */
    synchronized String token() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (token == null || !token.until().isAfter(now)) {
            token = fetch(now);
        }
        return token.value();
    }

    /** The token was not taken; the next call fetches another. */
    synchronized void forget() {
        token = null;
    }

    private Token fetch(Instant now) throws IOException, InterruptedException {
        String form = "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + assertion(now);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(settings.tokenUrl())
                        .timeout(CALL_TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new Unavailable("Google gave no access token, it answered " + answer.statusCode());
        }
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        Duration lasts = Duration.ofSeconds(body.path("expires_in").asLong(0));
        return new Token(body.path("access_token").asString(""), now.plus(lasts).minus(EARLY));
    }

    private String assertion(Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(settings.serviceAccount())
                .claim("scope", SCOPE)
                .audience(settings.tokenUrl().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LASTS)));
        if (!settings.actFor().isBlank()) {
            claims.subject(settings.actFor());
        }
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The service account's key does not sign", e);
        }
        return jwt.serialize();
    }

    private static PrivateKey read(String pem) {
        String base64 = pem.replace("\\n", "\n")
                .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "booking.meetings.google.private-key must be an RSA key, PKCS #8 in PEM", e);
        }
    }
}
