package io.holdfast.defaults.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.StringJoiner;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** JSON names of fields: what the sender calls one of a request, where that is not what our record calls it. */
final class JsonNames {

    private JsonNames() {}

    /** @param path of record components, as in {@code items[0].price.amount} */
    static String of(Class<?> request, String path) {
        var names = new StringJoiner(".");
        Class<?> type = request;
        for (String step : path.split("\\.")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            RecordComponent component = type == null ? null : component(type, name);
            names.add(component == null ? step : nameOf(component) + step.substring(name.length()));
            type = component == null ? null : typeOf(component.getGenericType());
        }
        return names.toString();
    }

    private static @Nullable RecordComponent component(Class<?> type, String name) {
        return !type.isRecord()
                ? null
                : Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private static String nameOf(RecordComponent component) {
        // It goes to whatever the annotation may stand on: of what a component becomes, that is its accessor.
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    /** Of a list, what is in it. */
    private static @Nullable Class<?> typeOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return typeOf(arguments[arguments.length - 1]);
        }
        return type instanceof Class<?> plain ? plain : null;
    }
}
