package io.holdfast.web.admin.part;

import io.holdfast.web.business.Badge;
import org.jspecify.annotations.Nullable;

/**
 * One value of a table: words or a badge, and below them what is said more quietly.
 *
 * @param text    null where the badge says it
 * @param address where the words lead; null for nowhere
 * @param sends   whether they are a button that sends there, rather than a link
 * @param asks    what is asked before it is sent; null for nothing
 */
public record Cell(
        @Nullable String text,
        @Nullable String address,
        @Nullable Badge badge,
        @Nullable String small,
        boolean sends,
        @Nullable String asks) {

    public static Cell of(@Nullable String text) {
        return new Cell(text == null || text.isBlank() ? "–" : text, null, null, null, false, null);
    }

    /** Nothing is there. */
    public static Cell none() {
        return of("");
    }

    public static Cell of(Badge badge) {
        return new Cell(null, null, badge, null, false, null);
    }

    public static Cell link(String address, String text) {
        return new Cell(text, address, null, null, false, null);
    }

    /** A button in a form of its own, without fields. */
    public static Cell button(String address, String text) {
        return new Cell(text, address, null, null, true, null);
    }

    /** The same, and people are asked whether they mean it. */
    public Cell asking(String question) {
        return new Cell(text, address, badge, small, sends, question);
    }

    /** The same with a quiet line below. */
    public Cell with(@Nullable String quiet) {
        return new Cell(text, address, badge, quiet, sends, asks);
    }
}
