package io.holdfast.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml}, as far as it says which of our modules run and with which environment. */
final class ComposeFile {

    /** By which of its variables a module learns where to listen. */
    private static final Set<String> PORT_VARIABLES = Set.of("PORT", "HOLDFAST_PORT");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");
    private static final Pattern DEFAULTS = Pattern.compile("\\$\\{(\\w+):([^}]*)}");
    private static final Pattern READS = Pattern.compile("\\$\\{(\\w+)[:}]");

    private final Map<String, ?> services;

    /** @param module its folder, from the top of the repository */
    record Service(String name, String module, Map<String, String> environment) {

        String portVariable() {
            return environment.keySet().stream()
                    .filter(PORT_VARIABLES::contains)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("docker-compose.yml gives " + name + " no PORT"));
        }

        /** Where it listens in its container, and so the port by which the others must know it. */
        String address() {
            return name + ":" + environment.get(portVariable());
        }
    }

    private ComposeFile(Map<String, ?> services) {
        this.services = services;
    }

    static ComposeFile read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ComposeFile parse(Reader reader) {
        Map<String, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        return new ComposeFile(map(file.get("services")));
    }

    /** Names of all services, which are host names in the network that compose makes. */
    Set<String> names() {
        return services.keySet();
    }

    /** The services that are built from this repository. */
    List<Service> ours() {
        return services.entrySet().stream()
                .filter(service -> map(service.getValue()).containsKey("build"))
                .map(service -> service(service.getKey(), map(service.getValue())))
                .toList();
    }

    /** {@code localhost:8080} → {@code gateway:8080}, for what is reachable from outside. */
    Map<String, String> published() {
        var published = new LinkedHashMap<String, String>();
        publications().forEach((name, ports) -> ports.forEach(port -> {
            String[] parts = port.split(":");
            published.put("localhost:" + parts[parts.length - 2], name + ":" + parts[parts.length - 1]);
        }));
        return published;
    }

    /** Each service's {@code ports} as compose reads them on a machine where no variable is set. */
    Map<String, List<String>> publications() {
        var publications = new LinkedHashMap<String, List<String>>();
        services.forEach((name, service) -> {
            if (map(service).get("ports") instanceof List<?> ports) {
                publications.put(name, ports.stream().map(port -> substituted(name, String.valueOf(port))).toList());
            }
        });
        return publications;
    }

    /** What the configurations of our services say when a variable is not set: {@code RAZORPAY_KEY_ID} → its defaults. */
    Map<String, Set<String>> defaults() {
        var defaults = new TreeMap<String, Set<String>>();
        for (Service service : ours()) {
            service.environment().forEach((variable, value) -> note(defaults, variable, value));
            DEFAULTS.matcher(configuration(service.name()) + configuration("service-defaults"))
                    .results()
                    .forEach(found -> note(defaults, found.group(1), found.group(2)));
        }
        return defaults;
    }

    private static void note(Map<String, Set<String>> defaults, String variable, String value) {
        if (!value.isBlank()) {
            defaults.computeIfAbsent(variable, name -> new TreeSet<>()).add(value);
        }
    }

    private static Service service(String name, Map<String, ?> service) {
        var environment = new LinkedHashMap<String, String>();
        map(service.get("environment"))
                .forEach((variable, value) -> environment.put(variable, substituted(name, String.valueOf(value))));
        environment.keySet().forEach(variable -> requireRead(name, variable));
        String module = String.valueOf(map(map(service.get("build")).get("args")).get("MODULE"));
        return new Service(name, module, Map.copyOf(environment));
    }

    /** As compose does on a machine where none of the variables is set. */
    private static String substituted(String service, String value) {
        return SUBSTITUTION.matcher(value).replaceAll(found -> {
            if (found.group(2) == null) {
                throw new AssertionError("docker-compose.yml: " + service + " needs " + found.group(1)
                        + ", which has no default: " + value);
            }
            return Matcher.quoteReplacement(found.group(2));
        });
    }

    /** A variable that nothing reads is mistyped or forgotten, and whoever sets it believes in something untrue. */
    private static void requireRead(String service, String variable) {
        String own = configuration(service);
        String defaults = own.contains("classpath:service-defaults.yml") ? configuration("service-defaults") : "";
        boolean read = READS.matcher(own + defaults).results().anyMatch(found -> found.group(1).equals(variable));
        if (!read) {
            throw new AssertionError("docker-compose.yml gives " + service + " the variable " + variable
                    + ", which neither " + service + ".yml nor what it imports reads");
        }
    }

    private static String configuration(String name) {
        try (InputStream in = ComposeFile.class.getResourceAsStream("/" + name + ".yml")) {
            if (in == null) {
                throw new AssertionError("docker-compose.yml builds " + name + ", but there is no " + name + ".yml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object node) {
        if (node instanceof Map<?, ?> map) {
            return (Map<String, ?>) map;
        }
        throw new AssertionError("docker-compose.yml has " + node + " where a mapping was expected");
    }
}
