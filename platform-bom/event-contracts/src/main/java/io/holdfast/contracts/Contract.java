package io.holdfast.contracts;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/**
 * What one event version promises.
 *
 * @param schema   its JSON Schema; refers only to what is in it
 * @param examples bodies that the producer made: the fullest, then what it lacks, then the leanest
 */
record Contract(ObjectNode schema, List<ObjectNode> examples) {}
