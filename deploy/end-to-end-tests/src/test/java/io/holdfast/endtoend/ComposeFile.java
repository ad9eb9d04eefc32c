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

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml}, as far as it says which of our modules run and with which environment. */
final class ComposeFile {

    /** By which of its variables a module learns where to listen. */
    private static final Set<String> PORT_VARIABLES = Set.of("PORT", "HOLDFAST_PORT");
    /** {@code ${NAME}} with what compose does where it is set, unset or empty: {@code :-}, {@code -}, {@code :+}, {@code :?}, {@code ?}. */
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)(?:(:?[-+?])([^}]*))?}");
    /** What the JVM and its agent read, whichever service it is. */
    private static final Pattern OF_THE_JVM = Pattern.compile("JDK_JAVA_OPTIONS|OTEL_\\w+");
    /** Health and metrics listen here. */
    static final String MANAGEMENT_PORT = "HOLDFAST_MANAGEMENT_PORT";
    private static final Pattern DEFAULTS = Pattern.compile("\\$\\{(\\w+):([^}]*)}");
    private static final Pattern READS = Pattern.compile("\\$\\{(\\w+)[:}]");

    private final Map<String, ?> services;
    private final Map<String, String> shell;

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

        /** Where its health is asked in its container; the same as {@link #address} where that has no port of its own. */
        String managementAddress() {
            return name + ":" + environment.getOrDefault(MANAGEMENT_PORT, environment.get(portVariable()));
        }
    }

    private ComposeFile(Map<String, ?> services, Map<String, String> shell) {
        this.services = services;
        this.shell = shell;
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
        return new ComposeFile(map(file.get("services")), Map.of());
    }

    /** The same where the shell, or an env file, has these variables. */
    ComposeFile where(Map<String, String> variables) {
        return new ComposeFile(services, Map.copyOf(variables));
    }

    /** With another file over it, as {@code -f … -f …} does: mappings are merged, everything else is replaced. */
    ComposeFile with(ComposeFile over) {
        return new ComposeFile(map(merged(services, over.services)), shell);
    }

    private static Object merged(@Nullable Object under, @Nullable Object over) {
        if (!(under instanceof Map<?, ?>) || !(over instanceof Map<?, ?>)) {
            return over;
        }
        var all = new LinkedHashMap<String, Object>(map(under));
        map(over).forEach((key, value) -> all.put(key, all.containsKey(key) ? merged(all.get(key), value) : value));
        return all;
    }

    /** Names of all services, which are host names in the network that compose makes. */
    Set<String> names() {
        return services.keySet();
    }

    /** One service as the file has it. */
    Map<String, ?> definition(String service) {
        return map(services.get(service));
    }

    /** The services that are built from this repository and listen, and that start without a profile. */
    List<Service> ours() {
        return services.entrySet().stream()
                .filter(service -> map(service.getValue()).containsKey("build")
                        && !map(service.getValue()).containsKey("profiles")
                        && environment(map(service.getValue())).keySet().stream().anyMatch(PORT_VARIABLES::contains))
                .map(service -> service(service.getKey(), map(service.getValue())))
                .toList();
    }

    /** What the file gives a service, and what it passes on from the shell; without what is the JVM's. */
    Set<String> variables(String service) {
        var names = new TreeSet<>(environment(definition(service)).keySet());
        names.removeIf(name -> OF_THE_JVM.matcher(name).matches());
        return names;
    }

    /** Variables that the file names where something starts without a profile, with what follows the name: {@code :-mail}. */
    Map<String, Set<String>> substitutions() {
        var found = new TreeMap<String, Set<String>>();
        started().forEach((name, service) -> SUBSTITUTION.matcher(String.valueOf(service)).results().forEach(one ->
                found.computeIfAbsent(one.group(1), key -> new TreeSet<>())
                        .add(one.group(2) == null ? "" : one.group(2) + one.group(3))));
        return found;
    }

    /** Everything that starts without a profile, with all variables replaced: fails where compose would. */
    Map<String, String> all() {
        var read = new LinkedHashMap<String, String>();
        started().forEach((name, service) -> read.put(name, substituted(name, String.valueOf(service))));
        return read;
    }

    private Map<String, Object> started() {
        var started = new LinkedHashMap<String, Object>(services);
        started.values().removeIf(service -> map(service).containsKey("profiles"));
        return started;
    }

    private static Map<String, ?> environment(Map<String, ?> service) {
        return service.get("environment") == null ? Map.of() : map(service.get("environment"));
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

    private Service service(String name, Map<String, ?> service) {
        var environment = new LinkedHashMap<String, String>();
        environment(service).forEach((variable, value) -> {
            if (OF_THE_JVM.matcher(variable).matches()) {
                return;
            }
            requireRead(name, variable);
            if (value != null) {
                environment.put(variable, substituted(name, String.valueOf(value)));
            } else if (shell.containsKey(variable)) {
                // Without a value it is passed on, where there is one.
                environment.put(variable, shell.get(variable));
            }
        });
        String module = String.valueOf(map(map(service.get("build")).get("args")).get("MODULE"));
        return new Service(name, module, Map.copyOf(environment));
    }

    private String substituted(String service, String value) {
        return SUBSTITUTION.matcher(value).replaceAll(found -> {
            String set = shell.get(found.group(1));
            String how = found.group(2) == null ? "" : found.group(2);
            boolean there = set != null && !(how.startsWith(":") && set.isEmpty());
            String otherwise = found.group(3);
            if (how.endsWith("+")) {
                return Matcher.quoteReplacement(there ? otherwise : "");
            }
            if (there) {
                return Matcher.quoteReplacement(set);
            }
            if (!how.endsWith("-")) {
                throw new AssertionError("docker-compose.yml: " + service + " needs " + found.group(1)
                        + ", which has no default: " + value);
            }
            return Matcher.quoteReplacement(otherwise);
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
