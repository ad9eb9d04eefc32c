package io.holdfast.endtoend;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.platform.People;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The realm that compose's Keycloak imports: its people are those of the embedded platform, and its tokens say what the services
 * read. That a real Keycloak takes it, and that people can sign in at it: {@code deploy/compose/check-sign-in}.
 */
class KeycloakRealmTest {

    private static final String PASSWORD = "only-for-development";

    private final Path repository = Apart.repository();
    private final JsonNode realm =
            JsonMapper.shared().readTree(ServiceVariables.text(repository.resolve("deploy/compose/holdfast-realm.json")));
    private final ComposeFile compose = ComposeFile.read(repository.resolve("docker-compose.yml"));

    @Test
    void itsPeopleAreThoseOfTheEmbeddedPlatform() {
        Map<String, JsonNode> byId = Platform.list(realm.get("users")).stream()
                .filter(user -> user.has("id"))
                .collect(Collectors.toMap(user -> user.get("id").asString(), Function.identity()));

        assertThat(byId.keySet()).isEqualTo(
                People.all().values().stream().map(person -> person.subject()).collect(Collectors.toSet()));
        People.all().values().forEach(person -> {
            JsonNode user = byId.get(person.subject());
            assertThat(user.get("email").asString()).isEqualTo(person.email());
            assertThat(user.get("firstName").asString() + " " + user.get("lastName").asString()).isEqualTo(person.name());
            assertThat(user.at("/attributes/tenant/0").asString()).isEqualTo(person.tenant());
            assertThat(user.at("/attributes/phone/0").asString()).isEqualTo(person.phone());
            assertThat(texts(user.get("realmRoles"))).isEqualTo(Set.copyOf(person.roles()));
            assertThat(user.at("/credentials/0/value").asString()).isEqualTo(PASSWORD);
        });
    }

    @Test
    void itsTokensSayWhatTheServicesRead() {
        Map<String, JsonNode> said = Platform.list(scope("holdfast").get("protocolMappers")).stream()
                .collect(Collectors.toMap(mapper -> mapper.get("name").asString(), mapper -> mapper.get("config")));
        Map<String, String> read = environment("booking-service");

        assertThat(said.get("audience").get("included.custom.audience").asString()).isEqualTo(read.get("HOLDFAST_AUDIENCE"));
        assertThat(said.get("tenant").get("claim.name").asString()).isEqualTo(read.get("HOLDFAST_TENANT_CLAIM"));
        assertThat(said.get("roles").get("claim.name").asString()).isEqualTo(read.get("HOLDFAST_ROLES_CLAIM"));
        assertThat(said).containsKeys("sub", "phone");
        said.forEach((name, config) -> assertThat(config.get("access.token.claim").asString()).as(name).isEqualTo("true"));
        assertThat(texts(realm.at("/roles/realm"), "name")).isEqualTo(Set.of(
                read.get("HOLDFAST_CLIENT_ROLE"), read.get("HOLDFAST_PROFESSIONAL_ROLE"), read.get("HOLDFAST_ADMIN_ROLE")));
    }

    @Test
    void theWebAppAndTheSeedAreItsClients() {
        Map<String, String> web = environment("web-app");
        JsonNode client = client(web.get("HOLDFAST_OIDC_CLIENT_ID"));
        Object seed = compose.definition("demo-seed").get("environment");

        assertThat(client.get("secret").asString()).isEqualTo(web.get("HOLDFAST_OIDC_CLIENT_SECRET"));
        assertThat(texts(client.get("redirectUris"))).containsExactly(web.get("HOLDFAST_PUBLIC_URL") + "/login/callback");
        assertThat(texts(client.get("defaultClientScopes"))).contains("holdfast", "profile", "email");
        assertThat(client.at("/attributes/pkce.code.challenge.method").asString()).isEqualTo("S256");
        JsonNode planting = client(String.valueOf(Manifests.at(seed, "HOLDFAST_SEED_CLIENT_ID")));
        assertThat(planting.get("secret").asString()).isEqualTo(Manifests.at(seed, "HOLDFAST_SEED_CLIENT_SECRET"));
        assertThat(planting.get("serviceAccountsEnabled").asBoolean()).isTrue();
        assertThat(String.valueOf(web.get("HOLDFAST_OIDC_ISSUER"))).endsWith("/realms/" + realm.get("realm").asString());
        assertThat(environment("gateway").get("HOLDFAST_JWKS_URI")).contains("/realms/" + realm.get("realm").asString() + "/");
    }

    /** Else a client of one business could write themselves into another one. */
    @Test
    void nobodyChangesTheirOwnTenant() {
        JsonNode profile = JsonMapper.shared().readTree(realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
                .get("kc.user.profile.config").get(0).asString());
        JsonNode tenant = Platform.list(profile.get("attributes")).stream()
                .filter(attribute -> attribute.get("name").asString().equals("tenant"))
                .findFirst().orElseThrow();

        assertThat(texts(tenant.at("/permissions/edit"))).isEqualTo(Set.of("admin"));
        assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
    }

    private Map<String, String> environment(String service) {
        return compose.ours().stream().filter(one -> one.name().equals(service)).findFirst().orElseThrow().environment();
    }

    private JsonNode client(String id) {
        return Platform.list(realm.get("clients")).stream()
                .filter(client -> client.get("clientId").asString().equals(id))
                .findFirst().orElseThrow(() -> new AssertionError("The realm has no client " + id));
    }

    private JsonNode scope(String name) {
        return Platform.list(realm.get("clientScopes")).stream()
                .filter(scope -> scope.get("name").asString().equals(name))
                .findFirst().orElseThrow();
    }

    private static Set<String> texts(JsonNode array) {
        return Platform.list(array).stream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array, String field) {
        return Platform.list(array).stream().map(one -> one.get(field).asString()).collect(Collectors.toCollection(TreeSet::new));
    }
}
