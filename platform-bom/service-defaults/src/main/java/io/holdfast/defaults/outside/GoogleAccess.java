package io.holdfast.defaults.outside;

import java.io.IOException;
import java.net.URI;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens of Google's, fetched when needed and kept while they last: a service account's by its key, a person's by their
 * refresh token.
 */
public final class GoogleAccess {

    private static final Duration ASSERTION_LASTS = Duration.ofMinutes(10);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;

    private final HttpClient http;
    private final URI tokenUrl;
    private final Clock clock;
    private final Function<Instant, Map<String, String>> grant;
    private @Nullable Token token;

    private record Token(String value, Instant until) {}

    /** Google gives no token. */
    public static final class NoToken extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean forGood;

        private NoToken(int status) {
            super("Google gave no access token, it answered " + status);
            this.forGood = status < SERVER_ERRORS;
        }

        /** Whether asking again does not help: it was taken back, or never was one. */
        public boolean isForGood() {
            return forGood;
        }
    }

    /**
     * A service account.
     *
     * @param address    by which it is known
     * @param privateKey PKCS #8 in PEM; line breaks may be written as {@code \n}
     * @param actFor     the user on whose behalf it acts (domain-wide delegation); empty for itself
     */
    public record ServiceAccount(String address, String privateKey, String actFor) {

        /** Without the key. */
        @Override
        public String toString() {
            return "ServiceAccount[" + address + "]";
        }
    }

    private GoogleAccess(HttpClient http, URI tokenUrl, Clock clock, Function<Instant, Map<String, String>> grant) {
        this.http = http;
        this.tokenUrl = tokenUrl;
        this.clock = clock;
        this.grant = grant;
    }

    /**
     * @param scope what it is to be good for
     * @throws IllegalArgumentException when the key cannot be read
     */
    public static GoogleAccess of(ServiceAccount account, String scope, HttpClient http, URI tokenUrl, Clock clock) {
        PrivateKey key = read(account.privateKey());
        return new GoogleAccess(http, tokenUrl, clock, now -> {
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", assertion(account, key, scope, tokenUrl, now));
            return form;
        });
    }

    /** Of somebody who has let the app of that client id do something for them. */
    public static GoogleAccess of(
            String refreshToken, String clientId, String clientSecret, HttpClient http, URI tokenUrl, Clock clock) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        return new GoogleAccess(http, tokenUrl, clock, now -> form);
    }

    /**
     * What somebody has consented to.
     *
     * @param refreshToken empty where Google gives none, as to who consented before and was not asked again
     * @param scopes       what it is good for, which may be less than was asked for
     */
    public record Consent(String refreshToken, Set<String> scopes) {

        public Consent {
            scopes = Set.copyOf(scopes);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Consent[" + scopes + "]";
        }
    }

    /**
     * Redeems the code with which somebody came back from Google's page (RFC 6749, 4.1.3).
     *
     * @param verifier that of PKCE (RFC 7636)
     * @param cameBackTo the address that Google was told to send them to
     * @throws NoToken when Google does not take it; {@link IOException} when it does not answer
     */
    public static Consent redeem(
            String code, String verifier, URI cameBackTo, String clientId, String clientSecret, HttpClient http, URI tokenUrl)
            throws IOException, InterruptedException {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("code_verifier", verifier);
        form.put("redirect_uri", cameBackTo.toString());
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        JsonNode body = post(http, tokenUrl, form);
        return new Consent(body.path("refresh_token").asString(""), Set.copyOf(List.of(body.path("scope").asString("").split(" +"))));
    }

    /** @throws NoToken when Google gives none; {@link IOException} when it does not answer */
    public synchronized String token() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (token == null || !token.until().isAfter(now)) {
            token = fetch(now);
        }
        return token.value();
    }

    /** The token was not taken; the next call fetches another. */
    public synchronized void forget() {
        token = null;
    }

    private Token fetch(Instant now) throws IOException, InterruptedException {
        JsonNode body = post(http, tokenUrl, grant.apply(now));
        Duration lasts = Duration.ofSeconds(body.path("expires_in").asLong(0));
        return new Token(body.path("access_token").asString(""), now.plus(lasts).minus(EARLY));
    }

    private static JsonNode post(HttpClient http, URI tokenUrl, Map<String, String> grant) throws IOException, InterruptedException {
        String form = grant.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(tokenUrl)
                        .timeout(CALL_TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new NoToken(answer.statusCode());
        }
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            // Not the cause: it may quote a token.
            throw new IOException("Google answered something that is no token");
        }
    }

    private static String assertion(ServiceAccount account, PrivateKey key, String scope, URI tokenUrl, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(account.address())
                .claim("scope", scope)
                .audience(tokenUrl.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LASTS)));
        if (!account.actFor().isBlank()) {
            claims.subject(account.actFor());
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
            throw new IllegalArgumentException("HOLDFAST_GOOGLE_PRIVATE_KEY must be an RSA key, PKCS #8 in PEM", e);
        }
    }
}
