package io.holdfast.servicetest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.holdfast.contracts.Catalogue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Event bodies as their contracts want them: made from the published example, held against the producer's schema. */
public final class Contracts {

    public static final Catalogue CATALOGUE = Catalogue.load();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Schema> SCHEMA_OF = new ConcurrentHashMap<>();

    private Contracts() {}

    /**
     * The published example of an event with other values in some fields.
     *
     * @param changes names and values in turn: {@code "from.start", start} reaches into an object, null leaves a field out
     * @throws AssertionError when no producer could send that
     */
    public static ObjectNode body(String type, @Nullable Object... changes) {
        ObjectNode body = (ObjectNode) JSON.readTree(CATALOGUE.exampleOf(type));
        for (int i = 0; i < changes.length; i += 2) {
            set(body, String.valueOf(changes[i]), changes[i + 1]);
        }
        require(type, body);
        return body;
    }

    /** @throws AssertionError when the body is none that the type's producer may send */
    public static void require(String type, JsonNode body) {
        List<Error> violations = SCHEMA_OF
                .computeIfAbsent(type, unknown -> SCHEMAS.getSchema(JSON.readTree(CATALOGUE.producerSchemaOf(unknown))))
                .validate(body);
        if (!violations.isEmpty()) {
            throw new AssertionError(type + " breaks its contract: " + violations + " in " + body);
        }
    }

    private static void set(ObjectNode body, String name, @Nullable Object value) {
        int dot = name.lastIndexOf('.');
        ObjectNode parent = dot < 0 ? body : (ObjectNode) body.at("/" + name.substring(0, dot).replace('.', '/'));
        String field = name.substring(dot + 1);
        if (value == null) {
            parent.remove(field);
        } else {
            parent.set(field, JSON.valueToTree(value));
        }
    }
}
