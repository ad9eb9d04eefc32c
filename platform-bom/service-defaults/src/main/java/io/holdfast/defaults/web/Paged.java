package io.holdfast.defaults.web;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.messaging.aggregates.Page;
import org.jspecify.annotations.Nullable;

/**
 * A list's answer: {@code {"items":[…],"pagination":{"total":…,"pages":…,"currentPage":…}}}; of a list that grows also with
 * {@code next}.
 */
public record Paged<T>(List<T> items, Pagination pagination) {

    /**
     * @param total       of items on all pages
     * @param currentPage left out where it was asked for by a cursor
     * @param next        the {@code after} of what follows, in a list that has cursors; left out where nothing does
     */
    public record Pagination(
            long total,
            long pages,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer currentPage,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {}

    /** @param found the page that is asked for */
    public static <T> Paged<T> of(Page<T> found, Paging asked) {
        return new Paged<>(
                found.items(), new Pagination(found.total(), pages(found.total(), asked.limit()), asked.page(), null));
    }

    /**
     * The answer of a list that grows.
     *
     * @param found    the page that is asked for; behind a cursor one item more, where there is one
     * @param position of an item in the order of the list
     */
    public static <T> Paged<T> of(Page<T> found, CursorPaging asked, Function<T, Cursor> position) {
        List<T> items = found.items().stream().limit(asked.limit()).toList();
        boolean more = asked.after() == null
                ? asked.paging().offset() + items.size() < found.total()
                : found.items().size() > items.size();
        return new Paged<>(
                items,
                new Pagination(
                        found.total(),
                        pages(found.total(), asked.limit()),
                        asked.after() == null ? asked.page() : null,
                        more && !items.isEmpty() ? position.apply(items.getLast()).toString() : null));
    }

    private static long pages(long total, int limit) {
        return (total + limit - 1) / limit;
    }

    /** Cuts the page out of a list that is at hand as a whole. */
    public static <T> Paged<T> cut(List<T> all, Paging asked) {
        return of(new Page<>(all.stream().skip(asked.offset()).limit(asked.limit()).toList(), all.size()), asked);
    }

    /** The same page with its items in another form. */
    public <R> Paged<R> map(Function<T, R> form) {
        return new Paged<>(items.stream().map(form).toList(), pagination);
    }
}
