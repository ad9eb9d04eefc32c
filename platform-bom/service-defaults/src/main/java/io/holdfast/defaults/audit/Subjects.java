package io.holdfast.defaults.audit;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** What a request is about: ids, and nothing that tells of a person or opens a door. */
final class Subjects {

    /** Neither an address of mail nor a phone number with its country has this form. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}");

    private static final Set<String> SECRETS = Set.of("token", "secret");
    /** Of an answer: what was made, and the booking that it belongs to. */
    private static final List<String> IDS = List.of("id", "bookingId");

    private Subjects() {}

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /** @param variables of the path, by name */
    static List<String> inPath(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> !SECRETS.contains(variable.getKey()))
                .map(Map.Entry::getValue)
                .filter(Subjects::isOne)
                .sorted()
                .toList();
    }

    static Collection<String> inAnswer(@Nullable Object body) {
        var ids = new LinkedHashSet<String>();
        if (body != null && body.getClass().isRecord()) {
            Stream.of(body.getClass().getRecordComponents())
                    .filter(component -> IDS.contains(component.getName()) && component.getType() == String.class)
                    .flatMap(component -> Stream.ofNullable(valueOf(component, body)))
                    .map(String::valueOf)
                    .forEach(ids::add);
        }
        return ids;
    }

    private static @Nullable Object valueOf(RecordComponent component, Object body) {
        ReflectionUtils.makeAccessible(component.getAccessor());
        return ReflectionUtils.invokeMethod(component.getAccessor(), body);
    }
}
