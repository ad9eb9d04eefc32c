package io.holdfast.web.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A part of a list that goes on, by page or by cursor. */
public record Piece<T>(List<T> items, Stretch pagination) {

    /** @param total of all parts @param next cursor of what follows, null at the end and for lists without */
    public record Stretch(long total, long pages, @Nullable String next) {}
}
