package io.holdfast.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How event bodies are written and read. Readers take the fields they declare and let the rest pass. */
public final class WireJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(v -> v.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Part.of(type);
        }
    };

    private WireJson() {}

    public static String write(Object body) {
        return MAPPER.writeValueAsString(body);
    }

    /**
     * Reads a body into the consumer's own record.
     *
     * @throws PoisonMessage when it is not JSON, has a wrong type or lacks a field that the record does not mark
     *     {@code @Nullable}
     */
    public static <T> T read(byte[] json, Class<T> type) {
        T body;
        try {
            body = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new PoisonMessage("The body cannot be read as " + type.getSimpleName() + pathOf(e) + ": " + e.getOriginalMessage(), e);
        }
        if (body == null) {
            throw new PoisonMessage("The body is the JSON value null.", null);
        }
        requireComplete(body, "");
        return body;
    }

    private static String pathOf(JacksonException failure) {
        String path = failure.getPathReference();
        return path.isEmpty() ? "" : " at " + path;
    }

    private static void requireComplete(Object value, String path) {
        if (value instanceof List<?> items) {
            for (Object item : items) {
                if (item != null) {
                    requireComplete(item, path);
                }
            }
        }
        for (Part part : PARTS.get(value.getClass())) {
            String name = part.unwrapped() ? path : path.isEmpty() ? part.name() : path + "." + part.name();
            Object content = part.of(value);
            if (content != null) {
                requireComplete(content, name);
            } else if (!part.nullable()) {
                throw new PoisonMessage("The body lacks " + name + ", which every published version has.", null);
            }
        }
    }

    /** A record's component, looked at once for each class. */
    private record Part(String name, Method accessor, boolean unwrapped, boolean nullable) {

        static List<Part> of(Class<?> type) {
            return type.isRecord() ? Stream.of(type.getRecordComponents()).map(Part::of).toList() : List.of();
        }

        private static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Part(
                    component.getName(),
                    accessor,
                    accessor.isAnnotationPresent(JsonUnwrapped.class),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable Object of(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Cannot read " + name + " of " + owner.getClass(), e);
            }
        }
    }
}
