package io.holdfast.defaults.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenPersonTest {

    private static final Caller ASHA = new Caller("asha", "demo", Set.of(Role.CLIENT));
    private static final Caller GUEST = new Caller(null, "demo", Set.of());

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aTokenSaysItsPerson() {
        tokenSays("name", " Asha\u200E Rao ", "email", "asha@example.com", "phone", "98123 45670");
        assertThat(TokenPerson.of(ASHA)).isEqualTo(new TokenPerson("Asha Rao", "asha@example.com", "98123 45670"));
        tokenSays("name", "Bo", "email", "asha@example.com", "phone", " ");
        assertThat(TokenPerson.of(ASHA)).isEqualTo(new TokenPerson("Bo", "asha@example.com", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A", "Asha\nRao", "Asha\u2028Rao", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aNameThatNobodyCouldWriteIsAskedFor(String name) {
        tokenSays("name", name, "email", "asha@example.com");
        assertMissing("client.name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "asha", "asha@", "Asha <asha@example.com>"})
    void anAddressThatIsNoneIsAskedForAndVouchedForByNobody(String email) {
        tokenSays("name", "Asha Rao", "email", email);
        assertMissing("client.email");
        assertThat(TokenPerson.vouchedAddress(ASHA)).isNull();
    }

    @Test
    void aGuestIsAskedForAll() {
        assertMissing(GUEST, "client");
        tokenSays("name", "Asha Rao", "email", "asha@example.com");
        assertMissing(GUEST, "client");
        assertThat(TokenPerson.vouchedAddress(GUEST)).isNull();
    }

    @Test
    void anAddressIsVouchedForUnlessTheIssuerSaysThatNobodyHasLooked() {
        tokenSays("email", "asha@example.com");
        assertThat(TokenPerson.vouchedAddress(ASHA)).isEqualTo("asha@example.com");
        tokenSays("email", "asha@example.com", "email_verified", true);
        assertThat(TokenPerson.vouchedAddress(ASHA)).isEqualTo("asha@example.com");
        tokenSays("email", "asha@example.com", "email_verified", false);
        assertThat(TokenPerson.vouchedAddress(ASHA)).isNull();
        tokenSays("email", "asha@example.com", "email_verified", "false");
        assertThat(TokenPerson.vouchedAddress(ASHA)).isNull();
    }

    private static void tokenSays(Object... claims) {
        var said = new HashMap<String, Object>();
        for (int i = 0; i < claims.length; i += 2) {
            said.put(String.valueOf(claims[i]), claims[i + 1]);
        }
        Jwt token = Jwt.withTokenValue("t").header("alg", "none").subject("asha").claims(all -> all.putAll(said)).build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    }

    private static void assertMissing(String field) {
        assertMissing(ASHA, field);
    }

    private static void assertMissing(Caller caller, @Nullable String field) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> TokenPerson.of(caller)).satisfies(problem -> {
            Map<String, Object> said = problem.getBody().getProperties();
            assertThat(said.get("errors").toString()).contains("field=" + field + ",");
        });
    }
}
