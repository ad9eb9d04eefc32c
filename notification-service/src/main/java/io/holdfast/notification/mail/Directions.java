package io.holdfast.notification.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Isolates (Unicode's bidirectional algorithm) for text that runs to the left, where there is no markup to say it with: a
 * phone number by itself would have its plus sign at the wrong end.
 */
final class Directions {

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';
    private static final String LEFT_TO_RIGHT_MARK = "\u200E";
    /** Sentences of ours, which run as the mail does although they may begin with an amount. */
    private static final Set<String> OURS = Set.of(
            "title", "intro", "when", "previously", "answerBy", "searchUntil", "payBy", "refund", "refundWithin", "policy", "next",
            "changed", "calendar");

    private Directions() {}

    /** Runs as its first letter does, whatever stands around it. */
    static String isolated(String text) {
        return text.isEmpty() || text.charAt(0) == FIRST_STRONG_ISOLATE
                ? text
                : FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
    }

    /** From left to right although numbers and dashes would follow each other from the right. */
    static String range(String from, String to) {
        return from + LEFT_TO_RIGHT_MARK + "–" + LEFT_TO_RIGHT_MARK + to;
    }

    /** What a template for plain text shows, each value that is not ours isolated. */
    static Map<String, Object> isolated(Map<String, Object> values) {
        var isolated = new HashMap<String, Object>(values);
        isolated.replaceAll((name, value) -> OURS.contains(name) ? value : isolatedValue(value));
        return isolated;
    }

    private static Object isolatedValue(Object value) {
        return switch (value) {
            // A mark would be taken for the end of the address, and a link runs from left to right by itself.
            case String text when text.startsWith("http") -> text;
            case String text -> isolated(text);
            case List<?> lines -> lines.stream().map(Directions::isolatedValue).toList();
            default -> value;
        };
    }
}
