package io.holdfast.web.page;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into a form and what is wrong with it, by the fields' names: whatever happens, the page comes back with
 * every value as it was typed.
 */
public final class Form {

    /** Nothing typed yet. */
    public static final Form EMPTY = new Form(Map.of(), Map.of());

    private static final int LONGEST = 4_000;

    private final Map<String, String> values;
    private final Map<String, String> mistakes;

    private Form(Map<String, String> values, Map<String, String> mistakes) {
        this.values = Map.copyOf(values);
        this.mistakes = mistakes;
    }

    /** What a browser sent; of a field that came twice the first. */
    public static Form of(MultiValueMap<String, String> sent) {
        return new Form(trimmed(sent.toSingleValueMap()), new LinkedHashMap<>());
    }

    /** What a page begins with. */
    public static Form with(Map<String, String> values) {
        return new Form(values, new LinkedHashMap<>());
    }

    private static Map<String, String> trimmed(Map<String, String> sent) {
        var values = new HashMap<String, String>();
        sent.forEach((name, value) -> {
            if (value != null) {
                String text = value.strip();
                values.put(name, text.length() <= LONGEST ? text : text.substring(0, LONGEST));
            }
        });
        return values;
    }

    /** Empty where nothing was typed. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Null where nothing was typed. */
    public @Nullable String valueOrNull(String name) {
        String value = value(name);
        return value.isEmpty() ? null : value;
    }

    /** Words with commas, semicolons or spaces between them. */
    public List<String> words(String name) {
        return Arrays.stream(value(name).split("[,;\\s]+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Null where nothing was typed, or no date. */
    public @Nullable LocalDate date(String name) {
        try {
            return has(name) ? LocalDate.parse(value(name)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public boolean has(String name) {
        return !value(name).isEmpty();
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    /** Says what is wrong with a field; what was said first stays. */
    public Form reject(String name, String sentence) {
        mistakes.putIfAbsent(name, sentence);
        return this;
    }

    /** Null where nothing is wrong with it. */
    public @Nullable String mistake(String name) {
        return mistakes.get(name);
    }

    public boolean isGood() {
        return mistakes.isEmpty();
    }

    /** Fields with mistakes, in the order in which they were found. */
    public List<String> wrong() {
        return List.copyOf(mistakes.keySet());
    }
}
