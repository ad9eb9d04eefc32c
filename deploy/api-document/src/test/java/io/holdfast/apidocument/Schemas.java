package io.holdfast.apidocument;

import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a class that no signature shows. */
final class Schemas {

    private Schemas() {}

    /** By the names of their classes. */
    static Map<String, ObjectNode> of(Class<?> type) {
        var all = new LinkedHashMap<String, ObjectNode>();
        ModelConverters.getInstance(true).readAll(new AnnotatedType(type)).forEach((name, schema) ->
                all.put(name, (ObjectNode) JsonMapper.shared().readTree(Json31.pretty(schema))));
        return all;
    }
}
