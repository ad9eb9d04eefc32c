package io.holdfast.web.page;

import java.util.Locale;

import io.holdfast.web.api.ApiProblem;

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

    /** Why something was refused, by the problem's code as far as there are words for it. @param sentences their keys' beginning */
    public static Notice refusal(Page page, String sentences, ApiProblem problem) {
        String sentence = sentences + problem.code();
        return warning(page.text(page.texts().has(sentence) ? sentence : sentences + "other"));
    }

    public static Notice problem(String text) {
        return new Notice(Kind.PROBLEM, text);
    }
}
