package io.holdfast.defaults.secrets;

import java.util.List;

/** A live payment key beside secrets that are none; the service does not start. Names variables, never values. */
final class KnownSecretsInUse extends RuntimeException {

    private final List<String> sentences;

    KnownSecretsInUse(List<String> sentences) {
        super("A live payment key beside secrets that are none: " + String.join(" ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    /** One for each of them. */
    List<String> sentences() {
        return sentences;
    }
}
