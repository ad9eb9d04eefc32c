package io.holdfast.apidocument;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.holdfast.defaults.web.EmailAddress;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas, which springdoc names after their classes: what their records say beside the types (nullness, texts, javadoc),
 * and short names.
 */
final class Models {

    static final String REF = "#/components/schemas/";

    /** Where they stand in {@code io.holdfast.booking.analytics}. */
    private static final int SERVICE = 2;
    private static final int FEATURE = 3;

    private static final String PAGE = Paged.class.getName();

    private final Javadoc javadoc;
    /** By the names of their classes. */
    private final Map<String, ObjectNode> schemas = new LinkedHashMap<>();
    /** What only requests have: there absent is null, and what is not known is refused. */
    private final Set<String> onlySent = new LinkedHashSet<>();
    /** What only patches have: what they leave out stays. */
    private final Set<String> onlyPatched = new LinkedHashSet<>();

    Models(ObjectNode raw, Javadoc javadoc) {
        this.javadoc = javadoc;
        completeReferences(raw);
        raw.path("components").path("schemas").properties()
                .forEach(schema -> schemas.put(schema.getKey(), (ObjectNode) schema.getValue()));
        findOnlySent(raw);
        schemas.forEach((name, schema) -> describe(isPage(name) ? Paged.class : classOf(name), onlySent.contains(name), schema));
        onlyPatched.forEach(name -> schemas.get(name).remove("required"));
    }

    /** swagger-core takes the dots of a class's name for those of a file's. */
    private static void completeReferences(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").isString() && !object.get("$ref").asString().startsWith("#")) {
            object.put("$ref", REF + object.get("$ref").asString());
        }
        node.forEach(Models::completeReferences);
    }

    private void findOnlySent(ObjectNode raw) {
        var answered = new LinkedHashSet<String>();
        var whole = new LinkedHashSet<String>();
        for (JsonNode path : raw.path("paths")) {
            path.properties().forEach(operation -> {
                reach(operation.getValue().path("requestBody"), operation.getKey().equals("patch") ? onlyPatched : whole);
                reach(operation.getValue().path("responses"), answered);
            });
        }
        onlySent.addAll(whole);
        onlySent.addAll(onlyPatched);
        onlySent.removeAll(answered);
        onlyPatched.removeAll(whole);
        onlyPatched.removeAll(answered);
    }

    private void reach(JsonNode from, Set<String> reached) {
        for (String name : references(from)) {
            JsonNode schema = schemas.get(name);
            if (schema != null && reached.add(name)) {
                reach(schema, reached);
            }
        }
    }

    private static List<String> references(JsonNode node) {
        return node.findValuesAsString("$ref").stream()
                .filter(ref -> ref.startsWith(REF))
                .map(ref -> ref.substring(REF.length()))
                .toList();
    }

    /** swagger-core has dots for nested classes, too. */
    private static @Nullable Class<?> classOf(String name) {
        for (String candidate = name; candidate.contains("."); candidate = candidate.replaceFirst("[.]([^.]*)$", "\\$$1")) {
            if (ClassUtils.isPresent(candidate, null)) {
                return ClassUtils.resolveClassName(candidate, null);
            }
        }
        return null;
    }

    static String nameOf(Class<?> type) {
        return type.getName().replace('$', '.');
    }

    private void describe(@Nullable Class<?> type, boolean sent, ObjectNode schema) {
        if (type == null) {
            return;
        }
        withoutNull(schema);
        Javadoc.Doc doc = javadoc.of(type);
        if (!doc.text().isEmpty() && !schema.has("description")) {
            schema.put("description", doc.text());
        }
        if (type.isRecord() && schema.has("properties")) {
            describeRecord(type, sent, schema, doc);
        }
    }

    private static void describeRecord(Class<?> type, boolean sent, ObjectNode schema, Javadoc.Doc doc) {
        var required = new ArrayList<String>();
        var properties = (ObjectNode) schema.get("properties");
        var ordered = JsonMapper.shared().createObjectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty named = annotation(type, component, JsonProperty.class);
            String name = named == null || named.value().isEmpty() ? component.getName() : named.value();
            if (!(properties.remove(name) instanceof ObjectNode property)) {
                continue;
            }
            withoutNull(property);
            if (annotation(type, component, JsonRawValue.class) != null) {
                // Any JSON, which only the record takes for a text.
                property.remove("type");
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            String said = doc.params().get(component.getName());
            if (said != null) {
                property.put("description", said);
            }
            constrain(type, component, property);
            Examples.of(name, property).ifPresent(example -> property.putArray("examples").add(example));
            boolean leftOut = !sent && isLeftOut(type, component);
            if (sent ? mustBeSent(type, component, nullable) : !nullable && !leftOut) {
                required.add(name);
            }
            ordered.set(name, nullable && !leftOut ? orNull(property) : property);
        }
        // What Jackson finds besides: methods that are asked like properties.
        ordered.setAll(properties);
        schema.set("properties", ordered);
        schema.remove("required");
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        if (sent) {
            schema.put("additionalProperties", false);
        }
    }

    private static boolean mustBeSent(Class<?> type, RecordComponent component, boolean nullable) {
        return !nullable
                && (component.getType().isPrimitive()
                        || annotation(type, component, NotNull.class) != null
                        || annotation(type, component, NotBlank.class) != null);
    }

    private static boolean isLeftOut(Class<?> type, RecordComponent component) {
        JsonInclude own = annotation(type, component, JsonInclude.class);
        JsonInclude included = own == null ? type.getAnnotation(JsonInclude.class) : own;
        return included != null && included.value() == JsonInclude.Include.NON_NULL;
    }

    private static void constrain(Class<?> type, RecordComponent component, ObjectNode property) {
        TextLine line = annotation(type, component, TextLine.class);
        if (line != null) {
            property.put("minLength", line.min()).put("maxLength", line.max());
        }
        TextBlock block = annotation(type, component, TextBlock.class);
        if (block != null) {
            property.put("maxLength", block.max());
            if (block.required()) {
                property.put("minLength", 1);
            }
        }
        if (annotation(type, component, EmailAddress.class) != null) {
            property.put("format", "email");
        }
    }

    /** Wherever the compiler put it: on the type's use, the field or the accessor. */
    private static <A extends Annotation> @Nullable A annotation(Class<?> type, RecordComponent component, Class<A> kind) {
        A found = component.getAnnotatedType().getAnnotation(kind);
        if (found == null) {
            found = component.getAccessor().getAnnotation(kind);
        }
        if (found == null) {
            try {
                found = type.getDeclaredField(component.getName()).getAnnotation(kind);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    /** swagger-core takes an element's {@code @Nullable} for the list's. */
    private static void withoutNull(ObjectNode schema) {
        if (schema.path("type").isArray()) {
            List<String> types = schema.get("type").valueStream().map(JsonNode::asString).filter(type -> !type.equals("null")).toList();
            if (types.size() == 1) {
                schema.put("type", types.getFirst());
            }
        }
    }

    private static ObjectNode orNull(ObjectNode property) {
        if (property.path("type").isString()) {
            String type = property.get("type").asString();
            property.putArray("type").add(type).add("null");
            return property;
        }
        if (!property.has("$ref")) {
            // Anything at all, null included.
            return property;
        }
        ObjectNode either = JsonMapper.shared().createObjectNode();
        if (property.has("description")) {
            either.set("description", property.remove("description"));
        }
        ArrayNode anyOf = either.putArray("anyOf");
        anyOf.add(property);
        anyOf.addObject().put("type", "null");
        return either;
    }

    /**
     * All of them with short names, in alphabetical order; and {@code document}'s references changed to those.
     *
     * @param taken names that stand for something else
     */
    ObjectNode named(ObjectNode document, Set<String> taken) {
        Map<String, String> names = shortNames(taken);
        var all = new TreeMap<String, ObjectNode>();
        schemas.forEach((name, schema) -> {
            ObjectNode same = all.putIfAbsent(names.get(name), schema);
            if (same != null && !same.equals(schema)) {
                throw new IllegalStateException("Two schemas are called " + names.get(name) + "; one is of " + name);
            }
        });
        var result = JsonMapper.shared().createObjectNode();
        all.forEach(result::set);
        rename(document, names);
        rename(result, names);
        return result;
    }

    private static void rename(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object && object.path("$ref").isString()) {
            String target = object.get("$ref").asString();
            if (target.startsWith(REF)) {
                String name = target.substring(REF.length());
                object.put("$ref", REF + names.getOrDefault(name, name));
            }
        }
        node.forEach(child -> rename(child, names));
    }

    private Map<String, String> shortNames(Set<String> taken) {
        var byShort = new TreeMap<String, List<String>>();
        schemas.keySet().forEach(name -> byShort.computeIfAbsent(shortName(name), unknown -> new ArrayList<>()).add(name));
        var names = new HashMap<String, String>();
        byShort.forEach((shortName, all) -> {
            boolean same = !taken.contains(shortName)
                    && all.stream().allMatch(name -> schemas.get(name).equals(schemas.get(all.getFirst())));
            all.forEach(name -> {
                boolean alone = all.stream().filter(other -> partOf(other, SERVICE).equals(partOf(name, SERVICE))).count() == 1;
                String owner = alone ? partOf(name, SERVICE) : partOf(name, SERVICE) + partOf(name, FEATURE);
                names.put(name, same ? shortName : owner + shortName);
            });
        });
        return names;
    }

    /** Whether it is a {@code Paged} of something, not one of its own parts. */
    private static boolean isPage(String name) {
        return name.startsWith(PAGE) && !name.startsWith(PAGE + ".") && name.length() > PAGE.length();
    }

    /** {@code BookingResponse.Price} is a BookingPrice, {@code BookingResponse} a Booking. */
    private static String shortName(String name) {
        if (isPage(name)) {
            return shortName(StringUtils.uncapitalize(name.substring(PAGE.length()))) + "Page";
        }
        List<String> nesting = Stream.of(name.split("[.]")).filter(part -> Character.isUpperCase(part.charAt(0))).toList();
        var result = new StringBuilder();
        for (String part : nesting) {
            String word = part.replaceAll("(Response|Controller)$", "");
            boolean holdsOthers = part.endsWith("Controller") || part.equals("Paged");
            if (!holdsOthers || nesting.size() == 1) {
                result.append(result.toString().endsWith(word) ? "" : word);
            }
        }
        return result.isEmpty() ? nesting.getLast() : result.toString();
    }

    private static String partOf(String name, int depth) {
        String className = isPage(name) ? StringUtils.uncapitalize(name.substring(PAGE.length())) : name;
        String[] packages = className.split("\\.");
        return packages.length > depth ? StringUtils.capitalize(packages[depth]) : "";
    }
}
