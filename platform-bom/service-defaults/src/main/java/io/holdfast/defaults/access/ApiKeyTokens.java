package io.holdfast.defaults.access;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * The short-lived tokens that API keys are exchanged for. Who keeps the keys makes them, the gateway asks for them, and every
 * service believes them by a secret that all of them have; so no service asks another who a caller is.
 */
public final class ApiKeyTokens {

    /** What every API key begins with. */
    public static final String PREFIX = "hf_";

    /** The {@code sub} of whoever has a key begins with it. */
    public static final String SUBJECT = "api-key:";

    /** After that a key that was revoked opens nothing; what checks tokens allows clocks to differ for about as long again. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(60);

    static final String ISSUER = "holdfast-api-keys";
    static final String SCOPES = "api_scopes";

    private final SecretKey secret;
    private final JwtEncoder encoder;
    private final Clock clock;

    /** @param secret 32 characters or more, the same everywhere */
    public ApiKeyTokens(String secret) {
        // Tokens live in real time, whatever the platform's clock says.
        this(secret, Clock.systemUTC());
    }

    ApiKeyTokens(String secret, Clock clock) {
        this.clock = clock;
        this.secret = new SecretKeySpec(
                new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac("tokens".getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
        var key = new OctetSequenceKey.Builder(this.secret).keyID(ISSUER).algorithm(JWSAlgorithm.HS256).build();
        this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
    }

    /** A token for whoever has the key: an admin of the tenant, within the scopes. */
    public String token(String tenant, String keyId, Collection<String> scopes) {
        var claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(SUBJECT + keyId)
                .claim("tenant", tenant)
                .claim(SCOPES, List.copyOf(scopes))
                .expiresAt(clock.instant().plus(GOOD_FOR))
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).keyId(ISSUER).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    /** Whether a token that was checked is one of these: no other issuer's is believed that has this name. */
    static boolean isOne(Jwt token) {
        return ISSUER.equals(token.getClaimAsString("iss"));
    }

    /** Whose API key a token that was checked is of; empty for a person's. */
    public static Optional<String> keyId(Jwt token) {
        return isOne(token) ? Optional.of(String.valueOf(token.getSubject()).substring(SUBJECT.length())) : Optional.empty();
    }

    JwtDecoder decoder() {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withSecretKey(secret).macAlgorithm(MacAlgorithm.HS256).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(new JwtTimestampValidator(), new JwtIssuerValidator(ISSUER))));
        return decoder;
    }

    /** Whether a token says that it is one of these; whether it is, its signature says. */
    static boolean claimsToBeOne(String token) {
        try {
            return JWTParser.parse(token) instanceof SignedJWT signed && ISSUER.equals(signed.getHeader().getKeyID());
        } catch (ParseException e) {
            return false;
        }
    }
}
