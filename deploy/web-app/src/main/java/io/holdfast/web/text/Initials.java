package io.holdfast.web.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Stands for a picture that somebody does not have: the first letters of their first and last name, titles left out. */
public final class Initials {

    private Initials() {}

    public static String of(String name) {
        List<String> letters = Arrays.stream(name.split("\\s+"))
                .filter(word -> !word.isEmpty() && !word.endsWith(".") && Character.isLetter(word.codePointAt(0)))
                .map(word -> Character.toString(word.codePointAt(0)).toUpperCase(Locale.ROOT))
                .toList();
        return switch (letters.size()) {
            case 0 -> "";
            case 1 -> letters.getFirst();
            default -> letters.getFirst() + letters.getLast();
        };
    }
}
