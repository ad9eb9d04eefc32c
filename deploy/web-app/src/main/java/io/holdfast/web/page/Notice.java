package io.holdfast.web.page;

import java.util.Locale;

/** A sentence above a page's content: what has just been done, or could not be. */
public record Notice(Kind kind, String text) {

    /** Each with its icon, since colours are not for everybody. */
    public enum Kind {
        INFO,
        SUCCESS,
        WARNING,
        PROBLEM;

        /** Of its class, and of its icon. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Notice info(String text) {
        return new Notice(Kind.INFO, text);
    }

    public static Notice success(String text) {
        return new Notice(Kind.SUCCESS, text);
    }

    public static Notice warning(String text) {
        return new Notice(Kind.WARNING, text);
    }

    public static Notice problem(String text) {
        return new Notice(Kind.PROBLEM, text);
    }
}
