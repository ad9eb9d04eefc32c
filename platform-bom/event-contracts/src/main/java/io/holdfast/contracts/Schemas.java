package io.holdfast.contracts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is done to JSON Schemas as trees: bundling the shared definitions, closing objects, turning references. */
final class Schemas {

    static final String SHARED = "../common.json#/$defs/";
    static final String OWN = "#/$defs/";

    private Schemas() {
    }

    /**
     * A copy of the schema that stands alone: what it takes from common.json lies in its own {@code $defs}, so that
     * any validator reads it without a network or a mapping of addresses.
     *
     * @param faults told of every reference that leads nowhere
     */
    static ObjectNode bundle(ObjectNode schema, ObjectNode common, Consumer<String> faults) {
        ObjectNode bundled = schema.deepCopy();
        Deque<String> wanted = new ArrayDeque<>();
        turnReferences(bundled, ref -> {
            if (!ref.startsWith(SHARED)) {
                faults.accept("refers to '" + ref + "', but only '" + SHARED + "…' can be referred to");
                return ref;
            }
            wanted.add(ref.substring(SHARED.length()));
            return OWN + ref.substring(SHARED.length());
        });
        Set<String> done = new LinkedHashSet<>();
        ObjectNode definitions = bundled.objectNode();
        while (!wanted.isEmpty()) {
            String name = wanted.remove();
            if (!done.add(name)) {
                continue;
            }
            if (!(common.path("$defs").path(name) instanceof ObjectNode shared)) {
                faults.accept("refers to '" + name + "', which common.json does not define");
                continue;
            }
            ObjectNode definition = shared.deepCopy();
            turnReferences(definition, ref -> {
                wanted.add(ref.substring(OWN.length()));
                return ref;
            });
            definitions.set(name, definition);
        }
        if (!definitions.isEmpty()) {
            bundled.set("$defs", definitions);
        }
        return bundled;
    }

    /** A copy in which every object that names its fields allows no other. */
    static ObjectNode closed(ObjectNode schema) {
        ObjectNode closed = schema.deepCopy();
        close(closed);
        return closed;
    }

    /** Replaces every reference in the tree, in place. */
    static void turnReferences(JsonNode node, UnaryOperator<String> turn) {
        if (node instanceof ObjectNode object && object.path("$ref").isString()) {
            object.put("$ref", turn.apply(object.path("$ref").stringValue()));
        }
        node.forEach(child -> turnReferences(child, turn));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && isObjectWithNamedFields(object)) {
            object.put("additionalProperties", false);
        }
        node.forEach(Schemas::close);
    }

    // The type is asked for as a string because a field may itself be called "type" or "properties".
    private static boolean isObjectWithNamedFields(ObjectNode schema) {
        return "object".equals(schema.path("type").stringValue("")) && schema.path("properties").isObject()
                && !schema.has("additionalProperties");
    }
}
