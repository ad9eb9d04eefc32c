package io.holdfast.defaults.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A text in a body that no field can take; the message is for the caller. */
final class UnusableText extends MismatchedInputException {

    private final String words;

    private UnusableText(JsonParser parser, String words) {
        super(parser, words, String.class);
        this.words = words;
    }

    static UnusableText at(JsonParser parser, String words) {
        return new UnusableText(parser, words);
    }

    String words() {
        return words;
    }
}
