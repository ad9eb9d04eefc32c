package io.holdfast.defaults.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiKeyTokensTest {

    private static final String SECRET = "a-secret-0123456789-0123456789-0123456789";
    private static final JwtDecoder DECODER = new ApiKeyTokens(SECRET).decoder();

    @Test
    void aTokenSaysItsTenantAndWhatItMayDo() {
        Jwt token = DECODER.decode(made(SECRET, Duration.ZERO));

        assertThat(ApiKeyTokens.isOne(token)).isTrue();
        assertThat(token.getSubject()).isEqualTo("api-key:k-1");
        assertThat(token.getClaimAsString("tenant")).isEqualTo("acme");
        assertThat(token.getClaimAsStringList(ApiKeyTokens.SCOPES)).containsExactly("bookings:read");
        assertThat(token.getExpiresAt()).isBefore(Clock.systemUTC().instant().plusSeconds(61));
    }

    /** Clocks may differ by a minute. */
    @Test
    void itOpensNothingTwoMinutesAfterItWasMade() {
        DECODER.decode(made(SECRET, Duration.ofSeconds(100)));

        assertThatExceptionOfType(JwtValidationException.class)
                .isThrownBy(() -> DECODER.decode(made(SECRET, Duration.ofSeconds(121))));
    }

    @Test
    void whoDoesNotKnowTheSecretMakesNone() {
        String forged = made("another-" + SECRET, Duration.ZERO);

        assertThat(ApiKeyTokens.claimsToBeOne(forged)).isTrue();
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> DECODER.decode(forged));
        assertThat(ApiKeyTokens.claimsToBeOne("a.b.c")).isFalse();
    }

    private static String made(String secret, Duration ago) {
        Instant then = Clock.systemUTC().instant().minus(ago);
        return new ApiKeyTokens(secret, Clock.fixed(then, ZoneOffset.UTC)).token("acme", "k-1", List.of("bookings:read"));
    }
}
