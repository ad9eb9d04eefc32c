package io.holdfast.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.holdfast.contracts.Catalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be told of {@code deploy/kubernetes} without kustomize and without a cluster. {@code deploy/kubernetes/check} builds the
 * overlays and holds them against schemas. {@code -Dholdfast.manifests.approve=true} writes the topics anew.
 */
class ManifestsTest {

    private static final String AGENT = "opentelemetry-javaagent.jar";

    private final Path repository = Apart.repository();
    private final Manifests manifests = new Manifests(repository);
    private final Catalogue catalogue = Catalogue.load();

    static Set<String> service() {
        return ServiceVariables.MODULES.keySet();
    }

    @Test
    void everyFileIsReadableAndEveryResourceHasItsName() {
        Map<String, List<Map<String, ?>>> files = manifests.files();

        assertThat(files.keySet()).contains("base/kustomization.yaml", "overlays/production/kustomization.yaml");
        files.forEach((file, resources) -> {
            assertThat(resources).as(file).isNotEmpty();
            resources.forEach(resource -> {
                assertThat(at(resource, "apiVersion")).as(file).isNotNull();
                assertThat(at(resource, "kind")).as(file).isNotNull();
                if (!Set.of("Kustomization", "Component").contains(at(resource, "kind"))) {
                    assertThat(at(resource, "metadata", "name")).as("%s: %s", file, resource.get("kind")).isNotNull();
                }
            });
        });
    }

    /** A file that no kustomization names is applied by nobody, and one that is named and missing stops the build. */
    @Test
    void everyFileIsNamedByItsKustomization() {
        var named = new TreeSet<String>();
        manifests.files().forEach((file, resources) -> {
            if (file.endsWith("kustomization.yaml")) {
                Path folder = Path.of(file).getParent();
                for (String list : List.of("resources", "components")) {
                    Manifests.list(at(resources.getFirst(), list)).forEach(one ->
                            named.add(folder.resolve(String.valueOf(one)).normalize().toString()));
                }
                Manifests.list(at(resources.getFirst(), "patches")).stream().map(patch -> at(patch, "path")).forEach(path -> {
                    if (path != null) {
                        named.add(folder.resolve(String.valueOf(path)).normalize().toString());
                    }
                });
            }
        });
        Set<String> files = manifests.files().keySet().stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).containsAll(files);
        named.forEach(one -> assertThat(repository.resolve("deploy/kubernetes").resolve(one)).exists());
    }

    @ParameterizedTest
    @MethodSource("service")
    void everyServiceHasAllThatKeepsItRunning(String service) {
        String file = "base/" + service + ".yaml";
        Map<String, ?> deployment = manifests.resource(file, "Deployment");
        Object pod = at(deployment, "spec", "template", "spec");
        Object container = at(pod, "containers", 0);
        var labels = Map.of("app.kubernetes.io/name", service);

        for (String kind : List.of(
                "Deployment", "Service", "ServiceAccount", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy")) {
            assertThat(at(manifests.resource(file, kind), "metadata", "name")).as(kind).isEqualTo(service);
        }
        assertThat(at(deployment, "spec", "selector", "matchLabels")).isEqualTo(labels);
        assertThat(at(deployment, "spec", "template", "metadata", "labels", "app.kubernetes.io/name")).isEqualTo(service);
        assertThat(at(pod, "serviceAccountName")).isEqualTo(service);
        assertThat(Manifests.list(at(pod, "topologySpreadConstraints"))).hasSize(2)
                .allSatisfy(spread -> assertThat(at(spread, "labelSelector", "matchLabels")).isEqualTo(labels));
        // By this name the common part finds it.
        assertThat(at(container, "name")).isEqualTo(at(common(), "containers", 0, "name"));
        assertThat(at(container, "image")).isEqualTo("holdfast/" + service);
        assertThat(at(container, "resources", "limits", "memory")).isEqualTo(at(container, "resources", "requests", "memory"));
        assertThat(String.valueOf(at(container, "ports", 0, "containerPort"))).isEqualTo(port(service));
        assertThat(at(container, "ports", 1, "containerPort")).isEqualTo(9080);
        assertThat(at(manifests.resource(file, "Service"), "spec", "ports", 0, "targetPort")).isEqualTo("http");
        assertThat(String.valueOf(at(manifests.resource(file, "Service"), "spec", "ports", 0, "port"))).isEqualTo(port(service));
        assertThat(at(manifests.resource(file, "Service"), "spec", "selector")).isEqualTo(labels);
        assertThat(at(manifests.resource(file, "PodDisruptionBudget"), "spec", "selector", "matchLabels")).isEqualTo(labels);
        assertThat(at(manifests.resource(file, "NetworkPolicy"), "spec", "podSelector", "matchLabels")).isEqualTo(labels);
        assertThat(at(manifests.resource(file, "NetworkPolicy"), "spec", "policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(at(manifests.resource(file, "HorizontalPodAutoscaler"), "spec", "scaleTargetRef", "name")).isEqualTo(service);
    }

    @Test
    void whatAllPodsHaveIsSafeAndKnowsTheirHealth() {
        Object pod = common();
        Object container = at(pod, "containers", 0);

        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/actuator/health/readiness");
        assertThat(at(container, "livenessProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(at(container, probe, "httpGet", "port")).isEqualTo("management");
        }
        assertThat((int) at(pod, "terminationGracePeriodSeconds")).isGreaterThan(45);
    }

    /** One more instance than partitions would have nothing to do. */
    @Test
    void noServiceIsScaledBeyondItsPartitions() {
        int partitions = catalogue.topics().stream().mapToInt(topic -> topic.partitions()).max().orElseThrow();
        for (String service : Apart.mortals()) {
            assertThat((int) at(manifests.resource("base/" + service + ".yaml", "HorizontalPodAutoscaler"), "spec", "maxReplicas"))
                    .isLessThanOrEqualTo(partitions);
        }
        manifests.documents("components/keda/scaled-objects.yaml").forEach(scaled ->
                assertThat((int) at(scaled, "spec", "maxReplicaCount")).isLessThanOrEqualTo(partitions));
    }

    @Test
    void theGatewayKnowsTheServicesByTheirNamesAndPorts() {
        Map<String, String> gateway = manifests.environment("gateway");
        for (String service : service()) {
            if (!service.equals("gateway")) {
                String variable = service.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
                assertThat(gateway.get(variable)).isEqualTo("http://" + service + ":" + port(service));
            }
        }
        assertThat(manifests.environment("web-app").get("HOLDFAST_API_URL")).isEqualTo("http://gateway:" + port("gateway"));
    }

    /** A topic that is missing there is one whose lag nobody scales for. */
    @Test
    void kedaLooksAtEveryTopicThatAServiceHears() {
        var heard = new TreeMap<String, Set<String>>();
        catalogue.events().forEach(event -> event.groups().forEach(group ->
                heard.computeIfAbsent(group, key -> new TreeSet<>()).add(event.topic())));
        var scaled = new TreeMap<String, Set<String>>();
        var services = new TreeSet<String>();
        manifests.documents("components/keda/scaled-objects.yaml").forEach(one -> {
            services.add(String.valueOf(at(one, "metadata", "name")));
            Manifests.list(at(one, "spec", "triggers")).stream().filter(trigger -> "kafka".equals(at(trigger, "type"))).forEach(trigger ->
                    scaled.computeIfAbsent(String.valueOf(at(trigger, "metadata", "consumerGroup")), key -> new TreeSet<>())
                            .add(String.valueOf(at(trigger, "metadata", "topic"))));
        });

        assertThat(scaled).isEqualTo(heard);
        assertThat(services).containsExactlyInAnyOrderElementsOf(Apart.mortals());
    }

    @Test
    void theTopicsAreThoseOfTheCatalogue() throws IOException {
        Path file = repository.resolve("deploy/kubernetes/topics/topics.yaml");
        if (Boolean.getBoolean("holdfast.manifests.approve")) {
            Files.writeString(file, KafkaTopics.yaml(catalogue));
        }

        assertThat(ServiceVariables.text(file)).isEqualTo(KafkaTopics.yaml(catalogue));
    }

    /** The agent lies where the switches say, whatever switches it on. */
    @Test
    void theAgentIsWhereTheImagesHaveIt() {
        String image = ServiceVariables.text(repository.resolve("deploy/Dockerfile"));

        assertThat(image).contains("WORKDIR /app", AGENT + " ./");
        assertThat(ServiceVariables.text(repository.resolve("docker-compose.yml"))).contains("-javaagent:/app/" + AGENT);
        assertThat(ServiceVariables.text(repository.resolve("deploy/kubernetes/components/traces/kustomization.yaml")))
                .contains("-javaagent:/app/" + AGENT);
    }

    @Test
    void productionHasAnImageOfEveryService() {
        var images = new TreeSet<String>();
        Manifests.list(at(manifests.resource("overlays/production/kustomization.yaml", "Kustomization"), "images"))
                .forEach(image -> images.add(String.valueOf(at(image, "name"))));

        assertThat(images).isEqualTo(service().stream().map(name -> "holdfast/" + name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private Object common() {
        return at(manifests.resource("base/common-pod.yaml", "Deployment"), "spec", "template", "spec");
    }

    private String port(String service) {
        Map<String, String> environment = manifests.environment(service);
        return environment.getOrDefault("PORT", environment.getOrDefault("HOLDFAST_PORT", ""));
    }

    private static @Nullable Object at(@Nullable Object node, Object... path) {
        return node == null ? null : Manifests.at(node, path);
    }
}
