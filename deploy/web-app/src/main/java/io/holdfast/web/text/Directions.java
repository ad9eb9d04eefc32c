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
        boolean harmless = !rightToLeft && text.codePoints().noneMatch(Directions::turns);
        return text.isEmpty() || harmless ? text : FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
    }

    /** Whether a character runs to the left, or says that others do. */
    private static boolean turns(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER, Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING, Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE, Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT, Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
            default -> false;
        };
    }

    /** From left to right although numbers and dashes would follow each other from the right. */
    static String range(String from, String to, boolean rightToLeft) {
        return rightToLeft ? from + LEFT_TO_RIGHT_MARK + "–" + LEFT_TO_RIGHT_MARK + to : from + "–" + to;
    }
}
