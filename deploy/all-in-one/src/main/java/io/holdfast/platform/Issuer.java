package io.holdfast.platform;

import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an OIDC issuer: signs tokens for the seeded people. Tokens live in real time, also when the platform's
 * clock is moved, as they would with an issuer that knows nothing of that clock.
 */
public final class Issuer {

    /** What the tokens say of who made them and for whom. */
    static final String NAME = "holdfast-embedded";
    static final String AUDIENCE = "holdfast";

    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final int KEY_BITS = 2048;
    private static final String KEY = "issuer-key";

    private final RSAKey key;
    private final Clock realTime = Clock.systemUTC();

    Issuer(Secrets secrets) {
        this.key = keyIn(secrets);
    }

    private static RSAKey keyIn(Secrets secrets) {
        try {
            String known = secrets.find(KEY);
            if (known != null) {
                return RSAKey.parse(known);
            }
            RSAKey made = new RSAKeyGenerator(KEY_BITS).keyID("holdfast-embedded").generate();
            secrets.keep(KEY, made.toJSONString());
            return made;
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("The platform's signing key cannot be used", e);
        }
    }

    /** The public keys, as a JWK set. */
    public Map<String, Object> publicKeys() {
        return new JWKSet(key).toPublicJWKSet().toJSONObject();
    }

    /** The key that its tokens are checked with. */
    public RSAPublicKey publicKey() {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("The platform's signing key cannot be used", e);
        }
    }

    /** A token for {@code person}. */
    public String tokenFor(Person person) {
        var now = realTime.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject(person.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("tenant", person.tenant())
                .claim("roles", person.roles())
                .claim("name", person.name())
                .claim("email", person.email())
                .claim("phone", person.phone())
                .build();
        var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The token could not be signed", e);
        }
        return jwt.serialize();
    }

    /** Somebody who can sign in. */
    public record Person(
            String subject, String tenant, List<String> roles, String name, String email, @Nullable String phone) {}
}
