package io.holdfast.defaults.sample;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jwt.JWTClaimsSet;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** An issuer that has never heard of Holdfast, and is used by configuration alone. */
class KeycloakTokensTest {

    private static Tokens keycloak;
    private static ConfigurableApplicationContext service;
    private static HoldfastApi api;

    @BeforeAll
    static void start() throws IOException {
        keycloak = new Tokens();
        service = HoldfastService.named(SampleService.class, "sample-service").run(
                "--PORT=0",
                "--HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                "--HOLDFAST_DATABASE_PREFIX=k" + UUID.randomUUID().toString().substring(0, 8) + "-",
                "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                "--HOLDFAST_JWKS_URI=" + keycloak.keysUri(),
                "--HOLDFAST_ISSUER=" + Tokens.ISSUER,
                "--HOLDFAST_AUDIENCE=" + Tokens.AUDIENCE,
                "--HOLDFAST_ROLES_CLAIM=realm_access.roles",
                "--HOLDFAST_TENANT_CLAIM=organization",
                "--HOLDFAST_TOKENS_TENANT=acme",
                "--HOLDFAST_ADMIN_ROLE=owner,business-admin");
        api = HoldfastApi.at("http://127.0.0.1:"
                + service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterAll
    static void stop() {
        service.close();
        keycloak.close();
    }

    private static Consumer<JWTClaimsSet.Builder> shapedLikeKeycloaks(String... realmRoles) {
        return claims -> claims.claim("tenant", null)
                .claim("typ", "Bearer")
                .claim("azp", "booking-web")
                .claim("realm_access", Map.of("roles", List.of(realmRoles)))
                .claim("resource_access", Map.of("account", Map.of("roles", List.of("manage-account"))))
                .claim("scope", "openid profile email")
                .claim("preferred_username", "asha");
    }

    @Test
    void itsTokensWorkUntilItsKeysChangeAndThenThoseOfTheNewOnes() {
        Answer caller = caller(keycloak.with(shapedLikeKeycloaks("owner", "client", "offline_access"))).expect(200);
        assertThat(caller.body().get("tenantId").asString()).isEqualTo("acme");
        assertThat(caller.body().get("roles")).extracting(role -> role.asString()).containsExactlyInAnyOrder("ADMIN", "CLIENT");
        assertThat(caller(keycloak.with(shapedLikeKeycloaks("owner").andThen(claims -> claims.claim("organization", "beta"))))
                        .expect(200).body().get("tenantId").asString())
                .isEqualTo("beta");

        assertThat(caller(keycloak.with(shapedLikeKeycloaks("owner").andThen(claims -> claims.audience("account")))).status())
                .isEqualTo(401);
        assertThat(caller(keycloak.byNextKey(shapedLikeKeycloaks("owner"))).status()).isEqualTo(401);

        keycloak.rotate();
        assertThat(caller(keycloak.byNextKey(shapedLikeKeycloaks("business-admin"))).expect(200).body().get("roles").get(0).asString())
                .isEqualTo("ADMIN");
        assertThat(caller(keycloak.with(shapedLikeKeycloaks("owner"))).status()).isEqualTo(401);
    }

    private static Answer caller(String token) {
        return api.with(token).get("/caller");
    }
}
