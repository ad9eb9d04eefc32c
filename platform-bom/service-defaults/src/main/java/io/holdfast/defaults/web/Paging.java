package io.holdfast.defaults.web;

import java.util.Set;

/**
 * Which page of a list is asked for: the parameters {@code page} (1, and so on) and {@code limit} (20, at most 100).
 * Controllers take one as a parameter. A page beyond the last is there, and empty.
 */
public record Paging(int page, int limit) {

    public static final int MOST = 100;
    static final int USUAL = 20;
    static final Set<String> PARAMETERS = Set.of("page", "limit");

    /** @throws Problem when there can be no such page */
    public Paging {
        if (page < 1) {
            throw Problem.invalid("page", "must be 1 or more");
        }
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "must be between 1 and " + MOST);
        }
    }

    /** How many items come before this page: more than an {@code int}, where drivers and Spring Data take only that. */
    public long offset() {
        return (page - 1L) * limit;
    }
}
