package io.holdfast.web.admin.catalogue;

import java.util.List;

import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * A professional to write.
 *
 * @param id  null for a new one
 * @param invitation a mail of the admin's own to them, with where they sign in
 * @param key of the request: a second click is the same one
 */
public record ProfessionalFormView(
        @Nullable String id,
        String name,
        String action,
        boolean isActive,
        String invitation,
        Form form,
        List<Provided> offerings,
        List<Filter.Option> genders,
        String key) {

    /** @param field its name on the form */
    public record Provided(String field, String name) {}
}
