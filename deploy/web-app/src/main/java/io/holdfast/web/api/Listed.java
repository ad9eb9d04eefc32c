package io.holdfast.web.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A page of a list. */
public record Listed<T>(List<T> items, Pagination pagination) {

    /**
     * @param total of all pages
     * @param next  cursor of what follows, null at the end and for lists without
     */
    public record Pagination(long total, long pages, int currentPage, @Nullable String next) {}
}
