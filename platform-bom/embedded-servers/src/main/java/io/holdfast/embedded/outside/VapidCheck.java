package io.holdfast.embedded.outside;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A push service's half of RFC 8292: whether a message comes from whom the browser subscribed to. */
final class VapidCheck {
    private static final Pattern HEADER = Pattern.compile("vapid\\s+(?:t=([^,\\s]+)\\s*,\\s*k=([^,\\s]+)|k=([^,\\s]+)\\s*,\\s*t=([^,\\s]+))");
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final JsonMapper JSON = JsonMapper.shared();

    private VapidCheck() {
    }

    /** Why the message is refused; empty when it is not. */
    static Optional<String> objection(@Nullable String header, String expectedKey, URI service, Instant now) {
        Matcher vapid = HEADER.matcher(header == null ? "" : header);
        if (!vapid.matches()) {
            return Optional.of("There is no VAPID authorization");
        }
        String token = vapid.group(1) == null ? vapid.group(4) : vapid.group(1);
        String key = vapid.group(2) == null ? vapid.group(3) : vapid.group(2);
        if (!key.equals(expectedKey)) {
            return Optional.of("The subscription is another application's");
        }
        try {
            String[] parts = token.split("\\.");
            if (parts.length != 3 || !isSigned(parts, key)) {
                return Optional.of("The token's signature is wrong");
            }
            JsonNode claims = JSON.readTree(P256.bytes(parts[1]));
            return objection(claims, service, now);
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            return Optional.of("The token cannot be read");
        }
    }

    private static Optional<String> objection(JsonNode claims, URI service, Instant now) {
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong(0));
        if (!claims.path("aud").asString("").equals(service.toString())) {
            return Optional.of("The token is for another service");
        }
        if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
            return Optional.of("The token has expired, or lives longer than 24 hours");
        }
        String subject = claims.path("sub").asString("");
        if (!subject.startsWith("mailto:") && !subject.startsWith("https://")) {
            return Optional.of("The token says no contact");
        }
        return Optional.empty();
    }

    private static boolean isSigned(String[] parts, String key) throws GeneralSecurityException {
        if (!JSON.readTree(P256.bytes(parts[0])).path("alg").asString("").equals("ES256")) {
            return false;
        }
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.publicKey(P256.bytes(key)));
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        return signature.verify(P256.bytes(parts[2]));
    }
}
