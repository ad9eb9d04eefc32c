package io.holdfast.defaults.web;

import java.util.List;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Page;

/** A list's answer: {@code {"items":[…],"pagination":{"total":…,"pages":…,"currentPage":…}}}. */
public record Paged<T>(List<T> items, Pagination pagination) {

    /** @param total of items on all pages */
    public record Pagination(long total, long pages, int currentPage) {}

    /** @param found the page that is asked for */
    public static <T> Paged<T> of(Page<T> found, Paging asked) {
        long pages = (found.total() + asked.limit() - 1) / asked.limit();
        return new Paged<>(found.items(), new Pagination(found.total(), pages, asked.page()));
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
