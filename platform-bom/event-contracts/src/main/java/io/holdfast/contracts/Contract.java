package io.holdfast.contracts;

import tools.jackson.databind.node.ObjectNode;

/**
 * What one event version promises.
 *
 * @param schema its JSON Schema with everything it refers to copied into {@code $defs}
 * @param example a body with every field, optional ones included
 */
record Contract(ObjectNode schema, ObjectNode example) {
}
