package io.holdfast.contracts;

import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is done to JSON Schemas as trees: closing objects, turning references. */
public final class Schemas {

    static final String OWN = "#/$defs/";

    private Schemas() {}

    /** A copy in which every object that names its fields allows no other, at every depth. */
    public static ObjectNode closed(ObjectNode schema) {
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
