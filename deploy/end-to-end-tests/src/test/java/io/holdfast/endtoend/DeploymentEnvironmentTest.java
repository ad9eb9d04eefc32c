package io.holdfast.endtoend;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.holdfast.defaults.secrets.KnownSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every way to deploy says the same about the environment of each service, and none of them gives a secret away. */
class DeploymentEnvironmentTest {

    private static final Pattern SECRET = Pattern.compile(".*(SECRET|PASSWORD|PRIVATE_KEY|AUTH_TOKEN|MONGODB_URI|REDIS_URI).*");
    private static final Pattern GIVEN_AWAY = Pattern.compile("(?i).*(only-for-development|holdfast-test-|change-?me).*");
    /** What a cluster says otherwise than a service takes by itself; whoever deploys says the empty ones. */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "HOLDFAST_MANAGEMENT_PORT", "HOLDFAST_KAFKA", "HOLDFAST_CREATE_TOPICS", "HOLDFAST_JWKS_URI", "HOLDFAST_ISSUER", "WEB_APP_URL",
            "HOLDFAST_API_URL", "BOOKING_SERVICE_URL", "AVAILABILITY_SERVICE_URL", "PAYMENT_SERVICE_URL", "MATCHING_SERVICE_URL",
            "SCHEDULER_SERVICE_URL", "NOTIFICATION_SERVICE_URL");

    private final Path repository = Apart.repository();
    private final ServiceVariables variables = new ServiceVariables(repository);
    private final Manifests manifests = new Manifests(repository);
    private final ComposeFile demo = ComposeFile.read(repository.resolve("docker-compose.yml"));
    private final ComposeFile production = demo.with(ComposeFile.read(repository.resolve("deploy/compose/production.yml")));

    static Set<String> service() {
        return ServiceVariables.MODULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("service")
    void composeKustomizeAndReadmeNameWhatTheServiceReads(String service) {
        Set<String> read = variables.of(service);

        assertThat(demo.variables(service)).as("docker-compose.yml").isEqualTo(read);
        assertThat(production.variables(service)).as("with deploy/compose/production.yml").isEqualTo(read);
        assertThat(manifests.variables(service)).as("deploy/kubernetes").isEqualTo(read);
        assertThat(variables.documented(service)).as("READMEs").containsAll(read);
    }

    /** A default in two places is two defaults, one day. */
    @ParameterizedTest
    @MethodSource("service")
    void whatTheBaseSaysIsWhatTheServiceTakesByItself(String service) {
        var said = new TreeMap<String, String>();
        for (Object from : Manifests.list(Manifests.at(manifests.resource("base/" + service + ".yaml", "Deployment"),
                "spec", "template", "spec", "containers", 0, "envFrom"))) {
            if (Manifests.at(from, "configMapRef", "name") instanceof String map) {
                said.putAll(manifests.environment(map));
            }
        }
        said.keySet().removeAll(OF_THE_CLUSTER);
        var taken = new TreeMap<>(variables.withDefaults(service));
        taken.keySet().retainAll(said.keySet());

        assertThat(said).isNotEmpty().isEqualTo(taken);
    }

    @Test
    void noSecretHasAValueInTheBaseOrInProduction() {
        for (String service : service()) {
            for (Object from : Manifests.list(Manifests.at(manifests.resource("base/" + service + ".yaml", "Deployment"),
                    "spec", "template", "spec", "containers", 0, "envFrom"))) {
                if (Manifests.at(from, "configMapRef", "name") instanceof String map) {
                    assertThat(manifests.environment(map).keySet()).as(map).noneMatch(name -> SECRET.matcher(name).matches());
                }
            }
        }
        manifests.literals("production", "configMapGenerator").forEach((map, values) -> values.forEach((name, value) -> {
            assertThat(SECRET.matcher(name).matches()).as("%s in %s", name, map).isFalse();
            assertThat(value).doesNotMatch(GIVEN_AWAY);
        }));
        assertThat(manifests.literals("production", "secretGenerator")).isEmpty();
    }

    @Test
    void theDevelopmentClustersSecretsAreKnownToTheServices() {
        var guarded = new TreeSet<String>();
        manifests.literals("development", "secretGenerator").values().forEach(values -> values.forEach((name, value) -> {
            if (!value.isEmpty() && !name.endsWith("_URI")) {
                assertThat(KnownSecrets.isKnown(name, value)).as(name).isTrue();
                guarded.add(name);
            }
        }));

        assertThat(guarded).contains("HOLDFAST_MANAGE_TOKEN_SECRET", "RAZORPAY_WEBHOOK_SECRET", "HOLDFAST_API_KEY_SECRET");
    }

    @Test
    void productionWithEverythingSaidHasNothingOfTheDemo() {
        ComposeFile said = production.where(example());

        assertThat(said.ours()).extracting(ComposeFile.Service::name).containsExactlyInAnyOrderElementsOf(service());
        said.ours().forEach(service -> service.environment().forEach((name, value) -> {
            assertThat(KnownSecrets.isKnown(name, value)).as("%s of %s", name, service.name()).isFalse();
            assertThat(value).as("%s of %s", name, service.name())
                    .doesNotMatch(GIVEN_AWAY)
                    .doesNotContain("simulator", "keycloak:", "//mail", "rzp_test");
        }));
        for (String ofTheDemo : Set.of("keycloak", "mail", "razorpay-simulator", "demo-seed")) {
            assertThat(said.definition(ofTheDemo).get("profiles")).as(ofTheDemo).asString().contains("demo");
        }
    }

    /** One after the other is forgotten, and compose says which. */
    @Test
    void productionNeedsEverySecretAndSaysWhichIsMissing() {
        Map<String, String> all = example();
        for (String forgotten : all.keySet()) {
            var rest = new LinkedHashMap<>(all);
            rest.remove(forgotten);
            ComposeFile without = production.where(rest);

            assertThatThrownBy(without::all).as("without %s", forgotten).isInstanceOf(AssertionError.class).hasMessageContaining(forgotten);
        }
    }

    @Test
    void theExampleAsksForWhatProductionNeeds() {
        Set<String> needed = production.substitutions().entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(how -> how.startsWith(":?") || how.startsWith("?")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(example().keySet())).isEqualTo(needed);
        // A default beside the question would answer it.
        production.substitutions().forEach((name, hows) -> {
            if (needed.contains(name)) {
                assertThat(hows).as(name).allMatch(how -> how.contains("?"));
            }
        });
    }

    /** production.env as somebody fills it in. */
    private Map<String, String> example() {
        var filled = new LinkedHashMap<String, String>();
        ServiceVariables.text(repository.resolve("deploy/compose/production.env.example")).lines()
                .filter(line -> line.endsWith("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.length() - 1))
                .forEach(name -> filled.put(name, "b3f0c64a1f9e4f0fa9c1d2e3f4a5b6c7"));
        filled.put("RAZORPAY_KEY_ID", "rzp_live_1DP5mmOlF5G5ag");
        return filled;
    }
}
