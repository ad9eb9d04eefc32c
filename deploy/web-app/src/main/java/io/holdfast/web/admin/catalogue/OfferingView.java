package io.holdfast.web.admin.catalogue;

import java.util.List;

import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;

/**
 * An offering to write.
 *
 * @param id        null for a new one
 * @param questions rows of questions, empty ones at the end
 * @param key       of the request: a second click is the same one
 */
public record OfferingView(
        @Nullable String id,
        String name,
        String action,
        Form form,
        List<Integer> questions,
        List<Filter.Option> languages,
        String key) {}
