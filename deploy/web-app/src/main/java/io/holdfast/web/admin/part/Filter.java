package io.holdfast.web.admin.part;

import java.util.List;

import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A field above a list, by which it becomes shorter.
 *
 * @param type    {@code search}, {@code date}, {@code month} or {@code select}
 * @param options of a select
 * @param mistake null where nothing is wrong with it
 */
public record Filter(String name, String label, String type, String value, List<Option> options, @Nullable String mistake) {

    public record Option(String id, String name) {}

    public static Filter search(Form form, String name, String label) {
        return of(form, name, label, "search", List.of());
    }

    public static Filter date(Form form, String name, String label) {
        return of(form, name, label, "date", List.of());
    }

    public static Filter select(Form form, String name, String label, List<Option> options) {
        return of(form, name, label, "select", options);
    }

    private static Filter of(Form form, String name, String label, String type, List<Option> options) {
        return new Filter(name, label, type, form.value(name), options, form.mistake(name));
    }
}
