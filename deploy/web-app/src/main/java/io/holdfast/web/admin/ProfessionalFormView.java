package io.holdfast.web.admin;

import java.util.List;

import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A professional to write.
 *
 * @param id  null for a new one
 * @param key of the request: a second click is the same one
 */
public record ProfessionalFormView(
        @Nullable String id, String name, String action, Form form, List<Provided> offerings, String key) {

    /** @param field its name on the form */
    public record Provided(String field, String name) {}
}
