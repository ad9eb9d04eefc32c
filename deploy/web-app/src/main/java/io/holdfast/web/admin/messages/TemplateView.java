package io.holdfast.web.admin.messages;

import java.util.List;

import io.holdfast.web.admin.part.Link;
import org.jspecify.annotations.Nullable;

/**
 * One kind of message, with sample data.
 *
 * @param frame where the mail itself is
 * @param text  the same without looks
 */
public record TemplateView(
        String title, List<Tab> languages, List<Tab> readers, String frame, String text, String language, String direction, Link back) {

    /** @param language of its words; null for the page's */
    public record Tab(String address, String text, boolean isCurrent, @Nullable String language) {}
}
