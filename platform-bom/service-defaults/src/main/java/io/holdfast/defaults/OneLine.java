package io.holdfast.defaults;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes foreign text safe where a line means something, in mail headers and calendar entries: a line break in a name
 * could otherwise begin a header of its own.
 */
public final class OneLine {

    private static final int NAME_LENGTH = 200;
    private static final int TEXT_LENGTH = 2_000;
    private static final int MOST_LINES = 200;
    // Line ends of any script, controls, and the marks that turn the direction of what follows. Joiners stay: names
    // in Hindi need them.
    private static final Pattern NOT_IN_A_LINE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s\\u202A-\\u202E\\u2066-\\u2069]+");

    private OneLine() {}

    /** For names and subjects. */
    public static String of(String text) {
        return of(text, NAME_LENGTH);
    }

    /** For what may be longer: addresses of pages, reasons. */
    public static String ofLong(String text) {
        return of(text, TEXT_LENGTH);
    }

    /** For text that may have several lines: each for itself, without the empty ones, so that none can pass for ours. */
    public static List<String> each(String text) {
        return text.lines().map(OneLine::ofLong).filter(line -> !line.isEmpty()).limit(MOST_LINES).toList();
    }

    private static String of(String text, int longest) {
        String line = NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        // Counted in whole characters, because half of one cannot be encoded.
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
