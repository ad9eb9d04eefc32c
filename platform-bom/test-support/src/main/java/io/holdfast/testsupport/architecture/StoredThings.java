package io.holdfast.testsupport.architecture;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Which classes are stored, and whether all of what they store has an end. */
final class StoredThings {

    private static final String DOCUMENT = "org.springframework.data.mongodb.core.mapping.Document";
    private static final String ID = "org.springframework.data.annotation.Id";
    // By name: service-defaults is tested with this module and cannot be under it.
    private static final String RETENTION = "io.holdfast.defaults.store.DataRetention";
    private static final String PERMANENT = "io.holdfast.defaults.store.Permanent";
    private static final String PERSONAL = "io.holdfast.defaults.store.PersonalData";
    private static final String NOT_PERSONAL = "io.holdfast.defaults.store.NoPersonalData";
    private static final String BOUNDED = "io.holdfast.defaults.store.Bounded";

    static final DescribedPredicate<JavaClass> ARE_DOCUMENTS =
            DescribedPredicate.describe("are stored", type -> type.isAnnotatedWith(DOCUMENT) || type.getFields()
                    .stream()
                    .anyMatch(field -> field.isAnnotatedWith(ID)));

    static final ArchCondition<JavaClass> HAVE_AN_END = new ArchCondition<>("state when what they store ends") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!type.isAnnotatedWith(RETENTION) && !type.isAnnotatedWith(PERMANENT)) {
                refuse(type, type.getName() + " says neither @DataRetention nor @Permanent", events);
            }
            for (JavaField field : stored(type)) {
                checkField(type, field, events);
            }
        }
    };

    static final ArchCondition<JavaClass> SAY_WHOM_THEY_NAME = new ArchCondition<>("state whether they hold something of a person") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (type.isAnnotatedWith(PERSONAL) == type.isAnnotatedWith(NOT_PERSONAL)) {
                refuse(type, type.getName() + " says neither @PersonalData nor @NoPersonalData, or both", events);
            }
        }
    };

    private StoredThings() {}

    private static void checkField(JavaClass type, JavaField field, ConditionEvents events) {
        Set<String> bounds = bounds(field);
        Set<String> seen = new HashSet<>();
        arrays(field, "", seen, new HashSet<>());
        seen.stream()
                .filter(path -> !bounds.contains(path))
                .forEach(path -> refuse(
                        type,
                        "%s.%s has no @Bounded%s"
                                .formatted(type.getName(), field.getName(), path.isEmpty() ? "" : "(of = \"" + path + "\")"),
                        events));
        bounds.stream()
                .filter(path -> !seen.contains(path))
                .forEach(path -> refuse(
                        type,
                        "%s.%s bounds \"%s\", which is no array".formatted(type.getName(), field.getName(), path),
                        events));
    }

    /** Collects the paths of the arrays below a field, its own being empty; a bound that a nested part states itself is taken. */
    private static void arrays(JavaField field, String path, Set<String> paths, Set<JavaClass> above) {
        if (isArray(field.getRawType())) {
            paths.add(path);
        }
        for (JavaClass part : field.getType().getAllInvolvedRawTypes()) {
            if (isOurs(part) && above.add(part)) {
                for (JavaField nested : stored(part)) {
                    String at = path.isEmpty() ? nested.getName() : path + "." + nested.getName();
                    Set<String> below = new HashSet<>();
                    arrays(nested, "", below, above);
                    below.removeAll(bounds(nested));
                    below.forEach(found -> paths.add(found.isEmpty() ? at : at + "." + found));
                }
                above.remove(part);
            }
        }
    }

    private static Set<String> bounds(JavaField field) {
        return field.getAnnotations().stream()
                .flatMap(StoredThings::bounds)
                .map(bound -> bound.get("of").map(String::valueOf).orElse(""))
                .collect(Collectors.toSet());
    }

    private static Stream<JavaAnnotation<?>> bounds(JavaAnnotation<?> annotation) {
        String name = annotation.getRawType().getName();
        if (name.equals(BOUNDED)) {
            return Stream.of(annotation);
        }
        if (name.equals(BOUNDED + "$Several")) {
            return Arrays.stream((JavaAnnotation<?>[]) annotation.get("value").orElseThrow());
        }
        return Stream.empty();
    }

    private static Collection<JavaField> stored(JavaClass type) {
        return type.getAllFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.TRANSIENT))
                .toList();
    }

    private static boolean isArray(JavaClass type) {
        return type.isArray() || type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    /** What is the platform's own, as the outbox, is bounded where it is made. */
    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.holdfast.")
                && !type.getPackageName().startsWith("io.holdfast.messaging")
                && !type.isEnum()
                && !type.isArray();
    }

    private static void refuse(JavaClass type, String message, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, message));
    }
}
