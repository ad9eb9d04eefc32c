package io.holdfast.web.text;

/**
 * Isolates (Unicode's bidirectional algorithm) for text within sentences, where there is no element to say it with; in
 * templates a name stands in {@code <bdi>}.
 */
final class Directions {

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';
    private static final String LEFT_TO_RIGHT_MARK = "\u200E";

    private Directions() {}

    /** Runs as its first letter does, whatever stands around it; left as it is where it cannot do harm. */
    static String isolated(String text, boolean rightToLeft) {
        boolean harmless = !rightToLeft && text.chars().allMatch(c -> c < 0x0590 || (c >= 0x2010 && c <= 0x2027));
        return text.isEmpty() || harmless ? text : FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
    }

    /** From left to right although numbers and dashes would follow each other from the right. */
    static String range(String from, String to, boolean rightToLeft) {
        return rightToLeft ? from + LEFT_TO_RIGHT_MARK + "–" + LEFT_TO_RIGHT_MARK + to : from + "–" + to;
    }
}
