package io.holdfast.web.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A part of a list that goes on, by page or by cursor. */
public record Listed<T>(List<T> items, Pagination pagination) {

    /** What was not asked for. */
    public static <T> Listed<T> nothing() {
        return new Listed<>(List.of(), new Pagination(0, 0, null));
    }

    /**
     * @param total of all parts
     * @param next  cursor of what follows, null at the end and for lists without
     */
    public record Pagination(long total, long pages, @Nullable String next) {}
}
