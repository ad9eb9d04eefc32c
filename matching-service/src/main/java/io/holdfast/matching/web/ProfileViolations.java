package io.holdfast.matching.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a profile's fields, so that all are named at once. */
final class ProfileViolations {

    private static final int MOST_ENTRIES = 100;

    private final List<FieldError> violations = new ArrayList<>();

    void add(String field, String message) {
        violations.add(new FieldError(field, message));
    }

    /** @throws Problem 400 that names every field that is wrong */
    void throwIfAny() {
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
    }

    String text(String field, @Nullable String value, int least, int most) {
        String cleaned = value == null ? "" : Texts.clean(value);
        int length = Texts.length(cleaned);
        if (length < least || length > most) {
            add(field, "must have " + least + " to " + most + " characters");
        } else if (!Texts.isOneLine(cleaned) || !Texts.hasVisible(cleaned)) {
            add(field, "must be one line of text with something to see in it");
        }
        return cleaned;
    }

    String required(String field, @Nullable String value, Predicate<String> form, String message) {
        if (value == null || !form.test(value)) {
            add(field, message);
            return "";
        }
        return value;
    }

    @Nullable String optional(String field, @Nullable String value, Predicate<String> form, String message) {
        return value == null ? null : required(field, value, form, message);
    }

    List<String> list(
            String field, @Nullable List<@Nullable String> values, Predicate<String> form, String message) {
        var entries = new ArrayList<String>();
        for (String value : values == null ? List.<@Nullable String>of() : values) {
            if (value == null || !form.test(value)) {
                add(field, message);
                return List.of();
            }
            entries.add(value);
        }
        if (new HashSet<>(entries).size() < entries.size() || entries.size() > MOST_ENTRIES) {
            add(field, "must hold at most " + MOST_ENTRIES + " entries, each once");
        }
        return entries;
    }
}
