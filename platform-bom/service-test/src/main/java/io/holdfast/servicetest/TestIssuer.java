package io.holdfast.servicetest;

import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.holdfast.testsupport.scenario.TestKeys;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs tokens, as the platform's issuer or as somebody who is not, and is trusted by the service under test. */
final class TestIssuer {

    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final KeyPair KEYS = TestKeys.issuer();
    private static final JwtEncoder ISSUER = encoder(KEYS);
    private static final JwtEncoder STRANGER = encoder(TestKeys.stranger());

    private TestIssuer() {}

    /** @param claims more than subject, tenant, roles and an end, or another end ({@code exp}) */
    static String token(String tenant, String subject, Map<String, ?> claims, String... roles) {
        return sign(ISSUER, tenant, subject, claims, roles);
    }

    static String forgedToken(String tenant, String subject, String... roles) {
        return sign(STRANGER, tenant, subject, Map.of(), roles);
    }

    /** @param required what service-defaults asks of every token */
    static JwtDecoder decoder(OAuth2TokenValidator<Jwt> required) {
        var decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) KEYS.getPublic()).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(JwtValidators.createDefault(), required)));
        return decoder;
    }

    private static String sign(JwtEncoder encoder, String tenant, String subject, Map<String, ?> claims, String... roles) {
        // In real time, whatever the clock of the service says.
        var set = JwtClaimsSet.builder()
                .subject(subject)
                .claim("tenant", tenant)
                .claim("roles", List.of(roles))
                .expiresAt(Instant.now().plus(GOOD_FOR))
                .claims(all -> all.putAll(claims))
                .build();
        return encoder.encode(JwtEncoderParameters.from(set)).getTokenValue();
    }

    private static JwtEncoder encoder(KeyPair keys) {
        return NimbusJwtEncoder.withKeyPair((RSAPublicKey) keys.getPublic(), (RSAPrivateKey) keys.getPrivate()).build();
    }
}
