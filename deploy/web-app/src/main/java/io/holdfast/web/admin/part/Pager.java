package io.holdfast.web.admin.part;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.web.api.Listed;
import io.holdfast.web.page.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** From one part of a list to the others. @param earlier null at the beginning @param next null at the end */
public record Pager(@Nullable String earlier, @Nullable String next) {

    public static final Pager NONE = new Pager(null, null);
    /** Rows on a page. */
    public static final int ROWS = 25;

    private static final int MOST_PAGES = 10_000;

    /** The page that is asked for; the first where that is none. */
    public static int number(Form form) {
        String text = form.value("page");
        return text.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(text), 1, MOST_PAGES) : 1;
    }

    /** By numbers. @param filters names of what is kept in the address */
    public static Pager byPage(String path, Form form, List<String> filters, Listed.Pagination pagination) {
        int number = number(form);
        return new Pager(
                number > 1 ? address(path, form, filters, "page", String.valueOf(number - 1)) : null,
                number < pagination.pages() ? address(path, form, filters, "page", String.valueOf(number + 1)) : null);
    }

    /** By cursors, which know the way on and back to the beginning. */
    public static Pager byCursor(String path, Form form, List<String> filters, Listed.Pagination pagination) {
        return new Pager(
                form.has("after") ? address(path, form, filters, null, "") : null,
                pagination.next() == null ? null : address(path, form, filters, "after", pagination.next()));
    }

    /** The address of a page with what it is filtered by. */
    public static String address(String path, Form form, List<String> filters) {
        return address(path, form, filters, null, "");
    }

    private static String address(String path, Form form, List<String> filters, @Nullable String more, String value) {
        String query = filters.stream()
                .filter(form::has)
                .map(name -> name + "=" + encoded(form.value(name)))
                .collect(Collectors.joining("&"));
        if (more != null) {
            query += (query.isEmpty() ? "" : "&") + more + "=" + encoded(value);
        }
        return path + (query.isEmpty() ? "" : "?" + query);
    }

    public static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
