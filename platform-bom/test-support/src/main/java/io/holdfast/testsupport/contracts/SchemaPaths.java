package io.holdfast.testsupport.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of a schema at every depth, as paths: {@code client.phone}, {@code conflicts[].number}. */
final class SchemaPaths {

    private final JsonNode root;

    SchemaPaths(JsonNode schema) {
        this.root = schema;
    }

    /** All that are declared; those of a shared part begin with it, as {@code #person.phone}, wherever it recurs. */
    Set<String> declared() {
        return collect(null, true);
    }

    /** Those of them that this body has. */
    Set<String> sent(JsonNode body) {
        return collect(body, true);
    }

    private Set<String> in(JsonNode body) {
        return collect(body, false);
    }

    /** The fullest body, then what it lacks, then the leanest: bodies that show between them all that the others do. */
    List<JsonNode> examples(Collection<JsonNode> bodies) {
        var shown = new LinkedHashSet<JsonNode>();
        var covered = new TreeSet<String>();
        while (true) {
            JsonNode next = bodies.stream()
                    .reduce((a, b) -> added(b, covered) > added(a, covered) ? b : a)
                    .orElseThrow();
            if (added(next, covered) == 0) {
                break;
            }
            shown.add(next);
            covered.addAll(in(next));
        }
        JsonNode fullest = shown.getFirst();
        bodies.stream()
                .min(Comparator.comparingInt(body -> in(body).size()))
                .filter(leanest -> in(leanest).size() < in(fullest).size())
                .ifPresent(shown::add);
        return new ArrayList<>(shown);
    }

    private long added(JsonNode body, Set<String> covered) {
        return in(body).stream().filter(path -> !covered.contains(path)).count();
    }

    private Set<String> collect(@Nullable JsonNode body, boolean byPart) {
        var paths = new TreeSet<String>();
        walk(root, body, "", byPart, paths);
        return paths;
    }

    /** @param body null to go wherever the schema does */
    private void walk(JsonNode at, @Nullable JsonNode body, String from, boolean byPart, Set<String> paths) {
        String reference = at.path("$ref").asString("");
        JsonNode schema = reference.isEmpty() ? at : root.at(reference.substring(1));
        String path = reference.isEmpty() || !byPart ? from : reference.replace("#/$defs/", "#");
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = body == null ? null : body.get(property.getKey());
            if (body == null || value != null) {
                String name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                paths.add(name);
                walk(property.getValue(), value, name, byPart, paths);
            }
        });
        each(schema.path("items"), body, path + "[]", byPart, paths);
        each(schema.path("additionalProperties"), body, path + ".*", byPart, paths);
    }

    private void each(
            JsonNode schema, @Nullable JsonNode values, String path, boolean byPart, Set<String> paths) {
        if (!schema.isObject()) {
            return;
        }
        if (values == null) {
            walk(schema, null, path, byPart, paths);
        } else {
            values.forEach(value -> walk(schema, value, path, byPart, paths));
        }
    }
}
