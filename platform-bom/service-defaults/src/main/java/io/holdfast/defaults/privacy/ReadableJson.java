package io.holdfast.defaults.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** A stored document as a person can read it: without what is there for programs alone, and without secrets' hashes. */
final class ReadableJson {

    private static final Set<String> FOR_PROGRAMS = Set.of(
            "_class", "version", "outbox", "searchTerms", "requestHash", "manageTokenHash", "secretHash", "commands", "origin",
            "dueAt", "overdueAt", "meetingDueAt", "noticeDueAt", "replayDueAt", "people", "digest");

    private ReadableJson() {}

    static Map<String, @Nullable Object> of(Map<String, ?> document) {
        var readable = new LinkedHashMap<String, @Nullable Object>();
        document.forEach((name, value) -> {
            if (!FOR_PROGRAMS.contains(name)) {
                readable.put(name.equals("_id") ? "id" : name, value(value));
            }
        });
        return readable;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                var named = new LinkedHashMap<String, Object>();
                map.forEach((name, each) -> named.put(String.valueOf(name), each));
                yield of(named);
            }
            case Collection<?> list -> list.stream().map(ReadableJson::value).toList();
            case Date date -> date.toInstant().toString();
            case Instant instant -> instant.toString();
            case Binary bytes -> new String(bytes.getData(), StandardCharsets.UTF_8);
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }
}
