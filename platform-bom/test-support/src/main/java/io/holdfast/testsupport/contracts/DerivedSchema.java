package io.holdfast.testsupport.contracts;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.EventType;
import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (2020-12) of an event, derived from the record that is its body: what is not {@code @Nullable} is
 * required, {@link WireType} says what a component is by its type and name, {@link Wire} what those do not say.
 */
final class DerivedSchema {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private DerivedSchema() {}

    static ObjectNode of(EventType event, Class<?> body) {
        var derived = new DerivedSchema();
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "https://holdfast.io/contracts/events/" + event.type() + "/schema.json")
                .put("title", titleOf(event.type()))
                .put("description", event.summary());
        schema.setAll(derived.object(body));
        if (!derived.definitions.isEmpty()) {
            schema.putObject("$defs").setAll(derived.definitions);
        }
        // As it is read from a file, where a number has no Java type.
        return (ObjectNode) JSON.readTree(schema.toString());
    }

    /** {@code booking.awaiting-payment.v1} is BookingAwaitingPayment. */
    private static String titleOf(String type) {
        return Arrays.stream(type.substring(0, type.lastIndexOf(".v")).split("[.-]"))
                .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                .collect(Collectors.joining());
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode object = JSON.createObjectNode().put("type", "object");
        Wire wire = type.getAnnotation(Wire.class);
        if (wire != null) {
            object.put("description", wire.value());
        }
        addComponents(type, object.putArray("required"), object.putObject("properties"));
        return object;
    }

    private void addComponents(Class<?> type, ArrayNode required, ObjectNode properties) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addComponents(component.getType(), required, properties);
                continue;
            }
            properties.set(component.getName(), property(component));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
    }

    private ObjectNode property(RecordComponent component) {
        Wire wire = component.getAnnotation(Wire.class);
        ObjectNode schema = wire == null || wire.type() == WireType.BY_NAME
                ? of(component.getGenericType(), component.getName())
                : referenceTo(wire.type());
        if (wire == null) {
            return schema;
        }
        boolean array = schema.has("items");
        if (wire.min() != Long.MIN_VALUE) {
            schema.put(array ? "minItems" : "minimum", wire.min());
        }
        if (wire.max() != Long.MAX_VALUE) {
            schema.put(array ? "maxItems" : "maximum", wire.max());
        }
        if (wire.unique()) {
            schema.put("uniqueItems", true);
        }
        if (wire.values().length > 0) {
            schema.set("enum", JSON.valueToTree(wire.values()));
        }
        if (!wire.pattern().isEmpty()) {
            schema.put("pattern", wire.pattern());
        }
        if (!wire.value().isEmpty()) {
            schema.put("description", wire.value());
        }
        return schema;
    }

    private ObjectNode of(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                return map((Class<?>) arguments[0], of(arguments[1], "value"));
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return array(Set.class.isAssignableFrom(raw), of(arguments[0], singular(name)));
            }
        } else if (type instanceof Class<?> simple) {
            return single(MethodType.methodType(simple).wrap().returnType(), name);
        }
        throw new IllegalArgumentException(name + " is a " + type + ", of which no schema is made");
    }

    private ObjectNode single(Class<?> type, String name) {
        if (type.isEnum()) {
            return enumeration(type);
        }
        if (type.isRecord()) {
            return part(type);
        }
        return referenceTo(WireType.of(type, name).orElseThrow(() ->
                new IllegalArgumentException(name + " is a " + type.getName() + ", of which no schema is made")));
    }

    /** A nested record is a definition of its own: {@code MoneyBody} is money. */
    private ObjectNode part(Class<?> type) {
        String name = type.getSimpleName().replaceFirst("(?<=.)Body$", "");
        String definition = name.substring(0, 1).toLowerCase() + name.substring(1);
        if (!definitions.containsKey(definition)) {
            definitions.put(definition, JSON.createObjectNode());
            definitions.put(definition, object(type));
        }
        return reference(definition);
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = JSON.createObjectNode().put("type", "string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(JSON.valueToTree(constant));
        }
        return schema;
    }

    private static ObjectNode map(Class<?> key, ObjectNode values) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        if (key.isEnum()) {
            schema.set("propertyNames", enumeration(key));
        }
        schema.set("additionalProperties", values);
        return schema;
    }

    private static ObjectNode array(boolean unique, ObjectNode items) {
        ObjectNode schema = JSON.createObjectNode().put("type", "array");
        schema.set("items", items);
        return unique ? schema.put("uniqueItems", true) : schema;
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private ObjectNode referenceTo(WireType type) {
        ObjectNode schema = type.schema();
        if (!schema.has("description")) {
            return schema;
        }
        definitions.putIfAbsent(type.definition(), schema);
        return reference(type.definition());
    }

    private static ObjectNode reference(String definition) {
        return JSON.createObjectNode().put("$ref", "#/$defs/" + definition);
    }
}
