package io.holdfast.endtoend;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What dashboards, rules and the table of metrics speak of is what the running services say, and there is not too much of it. */
@OnServicesApart
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final Path OBSERVABILITY = Apart.repository().resolve("deploy/observability");
    private static final Path RUNBOOKS = Apart.repository().resolve("deploy/runbooks");
    private static final List<String> SECTIONS =
            List.of("## What people feel", "## How to see it", "## What to do", "## How you know that it worked");
    /** In a query; names with a colon are made by recordings. */
    private static final Pattern METRIC = Pattern.compile(
            "\\b(?:holdfast|http|jvm|process|mongodb|system|tomcat|logback)_[a-z0-9_]+\\b");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*})? ");
    private static final Pattern SELECTOR = Pattern.compile("\\b(holdfast_[a-z0-9_]+)\\{([^}]*)}");
    private static final Pattern WANTED = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(holdfast_[a-z0-9_]+)`");
    private static final String PARTS = "_(bucket|count|sum|max)$";
    private static final int MOST_SERIES = 6_000;

    private final Apart apart = Apart.running();
    private final Map<String, String> scrapes = new HashMap<>();

    @BeforeAll
    void measure() {
        Booked booked = apart.hold("dr-sarah-khan");
        String order = apart.awaitOrder(booked);
        apart.pay(order);
        apart.awaitStatus(booked, "CONFIRMED");
        apart.anybody.post("/api/v1/bookings/" + booked.id() + "/cancel", Map.of("reason", "something came up"),
                "Holdfast-Manage-Token", booked.manageToken(), "Prefer", "wait=10");
        Eventually.see("the money is back", () -> apart.metricsOf("payment-service"), text ->
                text.contains("direction=\"back\""));
        Eventually.see("a mail is out", () -> apart.metricsOf("notification-service"), text ->
                text.contains("holdfast_notifications_total{"));
        Apart.mortals().forEach(service -> scrapes.put(service, apart.metricsOf(service)));
        scrapes.put("gateway", apart.metricsOf("gateway"));
        scrapes.put("web-app", apart.metricsOf("web-app"));
    }

    @Test
    void whateverDashboardsAndRulesAskForIsThere() {
        Set<String> known = scrapes.values().stream()
                .flatMap(text -> SAMPLE.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> queries = queries();

        assertThat(queries).hasSizeGreaterThan(50);
        queries.forEach((where, query) -> assertThat(METRIC.matcher(query).results().map(found -> found.group()))
                .as("%s asks for\n%s", where, query)
                .allMatch(known::contains));
    }

    /** A counter that begins with its first failure would not be seen to rise. */
    @Test
    void whateverAlertsSelectIsThereBeforeAnythingFails() {
        List<String> samples = scrapes.values().stream().flatMap(String::lines).toList();
        for (Map<String, ?> rule : rules("alerts.yml")) {
            SELECTOR.matcher(String.valueOf(rule.get("expr"))).results().forEach(selector ->
                    WANTED.matcher(selector.group(2)).results()
                            .flatMap(wanted -> Stream.of(wanted.group(2).split("\\|"))
                                    .map(value -> wanted.group(1) + "=\"" + value + "\""))
                            .forEach(tag -> assertThat(samples)
                                    .as("%s selects %s", rule.get("alert"), selector.group())
                                    .anyMatch(sample -> sample.startsWith(selector.group(1) + "{") && sample.contains(tag))));
        }
    }

    @Test
    void eachAlertHasItsPage() {
        for (Map<String, ?> rule : rules("alerts.yml")) {
            String page = String.valueOf(((Map<?, ?>) rule.get("annotations")).get("runbook"));
            Path runbook = Apart.repository().resolve(page);
            assertThat(runbook).as("of %s", rule.get("alert")).exists();
            assertThat(read(runbook)).contains("`" + rule.get("alert") + "`").contains(SECTIONS);
        }
        Set<String> named = rules("alerts.yml").stream()
                .map(rule -> String.valueOf(((Map<?, ?>) rule.get("annotations")).get("runbook")))
                .map(page -> page.substring(page.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        assertThat(files(RUNBOOKS)).extracting(file -> file.getFileName().toString()).allMatch(named::contains);
    }

    @Test
    void theTableHasWhatThereIs() {
        Set<String> written = ROW.matcher(read(OBSERVABILITY.resolve("README.md"))).results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> measured = scrapes.values().stream()
                .flatMap(text -> SAMPLE.matcher(text).results().map(found -> found.group(1)))
                .filter(name -> name.startsWith("holdfast_"))
                .map(name -> name.replaceFirst(PARTS, ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).containsExactlyElementsOf(measured);
    }

    @Test
    void thereIsNotTooMuchOfItAndItNamesNobody() {
        scrapes.forEach((service, text) -> {
            assertThat(SAMPLE.matcher(text).results().count()).as("series of %s", service).isLessThan(MOST_SERIES);
            assertThat(text).as(service).doesNotContain("@holdfast.example", "@example.com", "HF-20");
        });
    }

    @Test
    void nobodyOutsideSeesMetrics() {
        apart.anybody.get("/actuator/prometheus").expect(404);
    }

    private static Map<String, String> queries() {
        var queries = new HashMap<String, String>();
        for (Path dashboard : files(OBSERVABILITY.resolve("grafana/dashboards"))) {
            JsonNode json = JsonMapper.shared().readTree(read(dashboard));
            Platform.list(json.get("panels")).forEach(panel -> Platform.list(panel.get("targets")).forEach(target -> queries.put(
                    dashboard.getFileName() + ", " + panel.get("title").asString() + ", " + target.get("refId").asString(),
                    target.get("expr").asString())));
        }
        rules("alerts.yml").forEach(rule -> queries.put(String.valueOf(rule.get("alert")), String.valueOf(rule.get("expr"))));
        rules("recordings.yml").forEach(rule -> queries.put(String.valueOf(rule.get("record")), String.valueOf(rule.get("expr"))));
        return queries;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, ?>> rules(String file) {
        try (Reader reader = Files.newBufferedReader(OBSERVABILITY.resolve("prometheus").resolve(file))) {
            Map<String, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            var rules = new ArrayList<Map<String, ?>>();
            ((List<Map<String, ?>>) all.get("groups")).forEach(group -> rules.addAll((List<Map<String, ?>>) group.get("rules")));
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
