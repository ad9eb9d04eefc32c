package io.holdfast.defaults.access;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenClaimsTest {

    private static final TokenClaims OURS = new TokenClaims(new ClaimSettings("tenant", "", "roles", Map.of()));
    private static final TokenClaims KEYCLOAK = new TokenClaims(new ClaimSettings(
            "organization.name", "acme", "realm_access.roles", Map.of(Role.ADMIN, List.of("business-admin", "owner"))));

    private static Jwt token(Map<String, Object> claims) {
        return Jwt.withTokenValue("t").header("alg", "none").subject("s").claims(all -> all.putAll(claims)).build();
    }

    @Test
    void rolesAndTenantAreReadWhereTheIssuerWritesThem() {
        Jwt token = token(Map.of(
                "organization", Map.of("name", "beta"),
                "realm_access", Map.of("roles", List.of("owner", "client", "offline_access"))));

        assertThat(KEYCLOAK.tenantOf(token)).contains("beta");
        assertThat(KEYCLOAK.rolesOf(token)).containsExactlyInAnyOrder(Role.ADMIN, Role.CLIENT);
        assertThat(OURS.tenantOf(token)).isEmpty();
        assertThat(OURS.rolesOf(token)).isEmpty();
    }

    @Test
    void whatTheIssuerCallsOtherwiseIsNotMeantByItsOwnName() {
        assertThat(KEYCLOAK.rolesOf(token(Map.of("realm_access", Map.of("roles", List.of("admin")))))).isEmpty();
    }

    @Test
    void aClaimWhoseNameHasDotsIsFoundByItsWholeName() {
        var claims = new TokenClaims(new ClaimSettings(
                "https://example.com/app.tenant", "", "https://example.com/app.about.roles", Map.of()));
        Jwt token = token(Map.of(
                "https://example.com/app.tenant", "acme",
                "https://example.com/app.about", Map.of("roles", "client professional")));

        assertThat(claims.tenantOf(token)).contains("acme");
        assertThat(claims.rolesOf(token)).containsExactlyInAnyOrder(Role.CLIENT, Role.PROFESSIONAL);
    }

    @Test
    void aTokenThatNamesNoTenantIsTheDefaultOnesAndElseNobodys() {
        Jwt token = token(Map.of("roles", List.of("client")));

        assertThat(KEYCLOAK.tenantOf(token)).contains("acme");
        assertThat(OURS.tenantOf(token)).isEmpty();
    }

    /** A tenant is part of keys: one with a colon in it could be read as another's. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", "a/b", "../x", "a b", "-a", "é"})
    void whatIsNoTenantsNameIsNoTenant(String name) {
        assertThat(OURS.tenantOf(token(Map.of("tenant", name)))).isEmpty();
        assertThat(KEYCLOAK.tenantOf(token(Map.of("organization", Map.of("name", name))))).isEmpty();
    }

    @Test
    void whatIsNeitherListNorTextIsNoRole() {
        assertThat(OURS.rolesOf(token(Map.of("roles", Map.of("admin", true))))).isEmpty();
        assertThat(OURS.rolesOf(token(Map.of("roles", List.of(1, true, Map.of("admin", true)))))).isEmpty();
        assertThat(OURS.tenantOf(token(Map.of("tenant", 7)))).isEmpty();
    }

    @Test
    void aDefaultThatIsNoTenantsNameEndsTheStart() {
        assertThatThrownBy(() -> new TokenClaims(new ClaimSettings("tenant", "a:b", "roles", Map.of())))
                .hasMessageContaining("default-tenant");
    }
}
