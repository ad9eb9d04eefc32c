package io.holdfast.defaults.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list that grows is asked for: a page as {@link Paging} says, or what follows a row. Whoever walks through
 * it by {@code after} meets each row once, whatever is added meanwhile; pages move on. Controllers take one as a parameter.
 *
 * @param after where the rows before end; null for a page
 */
public record CursorPaging(Paging paging, @Nullable Cursor after) {

    static final Set<String> PARAMETERS = Set.of("page", "limit", "after");

    public int page() {
        return paging.page();
    }

    public int limit() {
        return paging.limit();
    }
}
