package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code deploy/kubernetes}, read as YAML: what a look without kustomize and without a cluster can tell. */
final class Manifests {

    private final Path folder;

    Manifests(Path repository) {
        this.folder = repository.resolve("deploy/kubernetes");
    }

    /** Every YAML file, by its path below {@code deploy/kubernetes}; duplicate keys are an error. */
    Map<String, List<Map<String, ?>>> files() {
        var all = new LinkedHashMap<String, List<Map<String, ?>>>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml")).sorted()
                    .forEach(file -> all.put(folder.relativize(file).toString(), documents(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    List<Map<String, ?>> documents(String file) {
        return documents(folder.resolve(file));
    }

    private static List<Map<String, ?>> documents(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> parsed = new Yaml(new SafeConstructor(options)).loadAll(ServiceVariables.text(file));
        return StreamSupport.stream(parsed.spliterator(), false).filter(Objects::nonNull).<Map<String, ?>>map(Manifests::map).toList();
    }

    /** The one resource of a kind in a file. */
    Map<String, ?> resource(String file, String kind) {
        List<Map<String, ?>> found = documents(file).stream().filter(one -> kind.equals(one.get("kind"))).toList();
        if (found.size() != 1) {
            throw new AssertionError(file + " has " + found.size() + " resources of kind " + kind);
        }
        return found.getFirst();
    }

    /** The value at a path of keys and, for lists, numbers. */
    static @Nullable Object at(Object node, Object... path) {
        Object here = node;
        for (Object step : path) {
            here = here instanceof List<?> list && step instanceof Integer i
                    ? (i < list.size() ? list.get(i) : null)
                    : here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }

    /** The variables that a service's container gets: of its config maps in the base, and of its secrets. */
    Set<String> variables(String service) {
        var names = new TreeSet<String>();
        for (Object from : list(at(resource("base/" + service + ".yaml", "Deployment"), "spec", "template", "spec", "containers", 0,
                "envFrom"))) {
            if (at(from, "configMapRef", "name") instanceof String map) {
                names.addAll(environment(map).keySet());
            } else if (at(from, "secretRef", "name") instanceof String secret) {
                names.addAll(productionSecret(secret));
            } else {
                throw new AssertionError(service + " takes its environment from " + from);
            }
        }
        return names;
    }

    /** What an env file of the base gives. */
    Map<String, String> environment(String configMap) {
        var environment = new LinkedHashMap<String, String>();
        for (String line : ServiceVariables.text(folder.resolve("base").resolve(envFile(configMap))).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        return environment;
    }

    private String envFile(String configMap) {
        for (Object generator : list(at(resource("base/kustomization.yaml", "Kustomization"), "configMapGenerator"))) {
            if (configMap.equals(at(generator, "name"))) {
                return String.valueOf(at(generator, "envs", 0));
            }
        }
        throw new AssertionError("base/kustomization.yaml makes no config map " + configMap);
    }

    /** The keys of a secret in production. */
    Set<String> productionSecret(String name) {
        for (Map<String, ?> secret : documents("overlays/production/secrets.yaml")) {
            if (name.equals(at(secret, "metadata", "name"))) {
                var keys = new TreeSet<String>();
                list(at(secret, "spec", "data")).forEach(entry -> keys.add(String.valueOf(at(entry, "secretKey"))));
                return keys;
            }
        }
        throw new AssertionError("overlays/production/secrets.yaml has no " + name);
    }

    /** {@code NAME=value} of a generator's literals in an overlay. */
    Map<String, Map<String, String>> literals(String overlay, String generator) {
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (Object one : list(at(resource("overlays/" + overlay + "/kustomization.yaml", "Kustomization"), generator))) {
            var values = new LinkedHashMap<String, String>();
            for (Object literal : list(at(one, "literals"))) {
                String text = String.valueOf(literal);
                values.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
            }
            all.put(String.valueOf(at(one, "name")), values);
        }
        return all;
    }

    static List<?> list(@Nullable Object node) {
        return node instanceof List<?> list ? list : new ArrayList<>();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object node) {
        return (Map<String, ?>) node;
    }
}
