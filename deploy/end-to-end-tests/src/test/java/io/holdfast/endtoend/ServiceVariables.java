package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which environment variables each service reads, by its own configuration and by the defaults that it imports, less what is read
 * for parts that it has switched off. Whatever describes a deployment is held against this.
 */
final class ServiceVariables {

    /** By name: the folder of what ships for people who pay. */
    static final Map<String, String> MODULES = modules();

    private static final Pattern READS = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+):([^}]*)}");
    private static final Pattern WORDS = Pattern.compile("`([A-Z_][A-Z0-9_]+)[^`]*`");
    private static final String DEFAULTS = "platform-bom/service-defaults";
    /** Clocks that disagree are for tests, and the demo's pages for the embedded platform. */
    private static final Set<String> NOT_DEPLOYED = Set.of("HOLDFAST_CLOCK_OFFSET", "HOLDFAST_DEMO_URL");
    private static final Map<String, Set<String>> READ_BY = Map.of(
            ".kafka.autoconfigure.KafkaAutoConfiguration",
            Set.of("HOLDFAST_KAFKA", "HOLDFAST_INSTANCE_ID", "HOLDFAST_CREATE_TOPICS"),
            ".DataMongoAutoConfiguration", Set.of("HOLDFAST_MONGODB_URI", "HOLDFAST_DATABASE_PREFIX"),
            ".signals.RedisAutoConfiguration", Set.of("HOLDFAST_REDIS_URI"),
            ".access.AccessAutoConfiguration",
            Set.of("HOLDFAST_JWKS_URI", "HOLDFAST_ISSUER", "HOLDFAST_AUDIENCE", "HOLDFAST_TOKEN_ALGORITHMS", "HOLDFAST_TENANT_CLAIM",
                    "HOLDFAST_TOKENS_TENANT", "HOLDFAST_ROLES_CLAIM", "HOLDFAST_CLIENT_ROLE", "HOLDFAST_PROFESSIONAL_ROLE",
                    "HOLDFAST_ADMIN_ROLE", "HOLDFAST_PUBLIC_TENANT", "HOLDFAST_API_KEY_SECRET"));

    private final Path repository;

    ServiceVariables(Path repository) {
        this.repository = repository;
    }

    private static Map<String, String> modules() {
        var modules = new LinkedHashMap<String, String>();
        modules.put("gateway", "deploy/gateway");
        modules.put("web-app", "deploy/web-app");
        for (String service : Apart.mortals()) {
            modules.put(service, service);
        }
        return modules;
    }

    /** What a deployment can say to a service. */
    Set<String> of(String service) {
        return new TreeSet<>(withDefaults(service).keySet());
    }

    /** The same with what is taken where nothing is said. */
    Map<String, String> withDefaults(String service) {
        String own = configuration(MODULES.get(service), service);
        var variables = new TreeMap<String, String>();
        READS.matcher(configuration(DEFAULTS, "service-defaults")).results()
                .forEach(found -> variables.put(found.group(1), found.group(2)));
        READ_BY.forEach((part, read) -> {
            if (own.contains(part)) {
                variables.keySet().removeAll(read);
            }
        });
        READS.matcher(own).results().forEach(found -> variables.put(found.group(1), found.group(2)));
        variables.keySet().removeAll(NOT_DEPLOYED);
        // The OpenTelemetry agent's own, wherever they are read besides.
        variables.keySet().removeIf(name -> name.startsWith("OTEL_"));
        return variables;
    }

    /** What a service's README and that of the defaults tell of, such as {@code `HOLDFAST_SMTP_HOST`, `_PORT`}. */
    Set<String> documented(String service) {
        var told = new TreeSet<String>();
        // The gateway's page is that of the folder in which it lies.
        told.addAll(told(service.equals("gateway") ? "deploy" : MODULES.get(service)));
        told.addAll(told(DEFAULTS));
        return told;
    }

    private Set<String> told(String folder) {
        var told = new TreeSet<String>();
        text(repository.resolve(folder).resolve("README.md")).lines().forEach(line -> {
            List<String> whole = new ArrayList<>();
            WORDS.matcher(line).results().map(found -> found.group(1)).forEach(word -> {
                if (word.startsWith("_")) {
                    whole.forEach(before -> endings(before, word, told));
                } else {
                    whole.add(word);
                    told.add(word);
                }
            });
        });
        return told;
    }

    /** {@code _PORT} after {@code HOLDFAST_SMTP_HOST} is {@code HOLDFAST_SMTP_PORT}. */
    private static void endings(String before, String ending, Set<String> told) {
        for (int end = before.indexOf('_'); end > 0; end = before.indexOf('_', end + 1)) {
            told.add(before.substring(0, end) + ending);
        }
    }

    private String configuration(String module, String name) {
        return text(repository.resolve(module).resolve("src/main/resources/" + name + ".yml"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
