package io.holdfast.testsupport.contracts;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service hears is what others say: its table has the types that the catalogue lists, each of its records reads
 * every published example, and has no field that the producer does not send.
 */
public final class ConsumedContracts {

    /** Reads a body into a record, as messaging does. */
    @FunctionalInterface
    public interface Reader {
        Object read(byte[] body, Class<?> type);
    }

    private final Catalogue catalogue = Catalogue.load();
    private final List<String> faults = new ArrayList<>();

    private ConsumedContracts() {}

    /** @param heard the service's table: wire types and the records that they are read into */
    public static void check(String service, Map<String, Class<?>> heard, Reader reader) {
        // Those of new events are not there yet.
        if (!PublishedContracts.APPROVING) {
            new ConsumedContracts().checkAll(service, heard, reader);
        }
    }

    private void checkAll(String service, Map<String, Class<?>> heard, Reader reader) {
        Set<String> listed = new HashSet<>(catalogue.consumedBy(service).stream().map(EventType::type).toList());
        listed.stream()
                .filter(type -> !heard.containsKey(type))
                .forEach(type -> faults.add("catalogue.yaml lists " + type + ", and the table has no row for it"));
        heard.forEach((type, body) -> {
            if (listed.contains(type)) {
                checkBody(type, body, reader);
            } else {
                faults.add("the table has " + type + ", and catalogue.yaml does not list " + service + " for it");
            }
        });
        if (!faults.isEmpty()) {
            throw new AssertionError("What " + service + " hears is not what is said:\n- "
                    + String.join("\n- ", faults));
        }
    }

    private void checkBody(String type, Class<?> body, Reader reader) {
        for (String example : catalogue.examplesOf(type)) {
            try {
                reader.read(example.getBytes(StandardCharsets.UTF_8), body);
            } catch (RuntimeException e) {
                faults.add("%s cannot be read as %s: %s in %s".formatted(type, body.getSimpleName(), e.getMessage(), example));
            }
        }
        JsonNode schema = JsonMapper.shared().readTree(catalogue.schemaOf(type));
        checkFields(type + " as " + body.getSimpleName(), body, schema, schema);
    }

    private void checkFields(String path, Class<?> type, JsonNode root, JsonNode at) {
        JsonNode schema = at.has("$ref") ? root.at(at.path("$ref").stringValue().substring(1)) : at;
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                checkFields(path, component.getType(), root, schema);
                continue;
            }
            String name = path + "." + component.getName();
            JsonNode property = schema.path("properties").path(component.getName());
            if (property.isMissingNode()) {
                faults.add(name + " is read, and nobody sends it");
            } else {
                checkParts(name, component.getGenericType(), root, property);
            }
        }
    }

    private void checkParts(String path, Type type, JsonNode root, JsonNode schema) {
        if (type instanceof Class<?> simple && simple.isRecord() && schema.has("$ref")) {
            checkFields(path, simple, root, schema);
        } else if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            checkParts(path, arguments[arguments.length - 1], root,
                    schema.has("items") ? schema.path("items") : schema.path("additionalProperties"));
        }
    }
}
