package io.holdfast.testsupport.contracts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is different between what was published and what is made now, and what of it breaks who reads it. */
final class ContractChange {

    private static final List<String> CONSTRAINTS = List.of(
            "type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "uniqueItems");

    private ContractChange() {}

    /** One line for each place, as {@code /required/3: was "client", is gone}. */
    static List<String> differences(JsonNode was, JsonNode is) {
        var found = new ArrayList<String>();
        compare("", was, is, found);
        return found;
    }

    private static void compare(String path, JsonNode was, JsonNode is, List<String> found) {
        if (was.equals(is)) {
            return;
        }
        if (was instanceof ObjectNode && is instanceof ObjectNode) {
            Set<String> names = new LinkedHashSet<>(was.propertyNames());
            names.addAll(is.propertyNames());
            names.forEach(name -> compare(path + "/" + name, was.path(name), is.path(name), found));
        } else if (was instanceof ArrayNode && is instanceof ArrayNode && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) {
                compare(path + "/" + i, was.path(i), is.path(i), found);
            }
        } else if (was.isMissingNode()) {
            found.add(path + " is new: " + is);
        } else if (is.isMissingNode()) {
            found.add(path + " is gone: " + was);
        } else {
            found.add(path + " was " + was + ", is " + is);
        }
    }

    /** What a consumer of the published schema relied on and can no longer: one sentence each. */
    static List<String> breaks(JsonNode published, JsonNode now) {
        var found = new ArrayList<String>();
        breaks("the body", published, published, now, now, found);
        return found;
    }

    private static void breaks(
            String path, JsonNode oldRoot, JsonNode oldAt, JsonNode newRoot, JsonNode newAt, List<String> found) {
        JsonNode was = target(oldRoot, oldAt);
        JsonNode is = target(newRoot, newAt);
        for (String constraint : CONSTRAINTS) {
            if (was.has(constraint) && !was.path(constraint).equals(is.path(constraint))) {
                found.add("%s no longer keeps to %s %s".formatted(path, constraint, was.path(constraint)));
            }
        }
        if (was.has("enum") && !is.has("enum")) {
            found.add(path + " may be anything now, not only " + was.path("enum"));
        }
        if (was.has("enum")) {
            is.path("enum").valueStream()
                    .filter(value -> !was.path("enum").valueStream().toList().contains(value))
                    .forEach(value -> found.add(path + " may be " + value + " now"));
        }
        was.path("properties").properties().forEach(property -> {
            String name = path.equals("the body") ? property.getKey() : path + "." + property.getKey();
            if (!is.path("properties").has(property.getKey())) {
                found.add(name + " is no longer sent");
                return;
            }
            if (requires(was, property.getKey()) && !requires(is, property.getKey())) {
                found.add(name + " may be missing now");
            }
            breaks(name, oldRoot, property.getValue(), newRoot, is.path("properties").path(property.getKey()), found);
        });
        for (String nested : List.of("items", "additionalProperties")) {
            if (was.path(nested).isObject()) {
                breaks(path + "[]", oldRoot, was.path(nested), newRoot, is.path(nested), found);
            }
        }
    }

    private static boolean requires(JsonNode schema, String name) {
        return schema.path("required").valueStream().anyMatch(required -> required.asString().equals(name));
    }

    /** What a reference leads to, with what stands beside it. */
    private static JsonNode target(JsonNode root, JsonNode at) {
        if (!at.has("$ref")) {
            return at;
        }
        ObjectNode target = (ObjectNode) root.at(at.path("$ref").stringValue().substring(1)).deepCopy();
        at.properties().forEach(beside -> target.set(beside.getKey(), beside.getValue()));
        target.remove("$ref");
        return target;
    }
}
