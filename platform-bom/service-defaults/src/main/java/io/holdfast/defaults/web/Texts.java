package io.holdfast.defaults.web;

import java.util.IllformedLocaleException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The forms of text that people send, the same in every service. Lengths are looked at before anything else and counted
 * in code points, and nothing here recurses over what was sent: {@code (x)*} in a regular expression does.
 */
public final class Texts {

    /** Longer than any field may be, in UTF-16 units; longer text in a body is refused while it is read. */
    public static final int LONGEST = 10_000;

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_TAG = 35;
    private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";

    private Texts() {}

    /** How many characters a person would count. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * A name, address or other short text as it was meant: without the invisible marks that come along when text is
     * pasted (directions, zero-width spaces, byte order marks) and without blanks around it. Joiners within it stay:
     * Persian and Hindi names are written with them.
     */
    public static String clean(String text) {
        return strip(text, false);
    }

    /** The same; null for null. */
    public static @Nullable String cleanNullable(@Nullable String text) {
        return text == null ? null : clean(text);
    }

    /** The same; null for what has nothing to see. */
    public static @Nullable String cleanOptional(@Nullable String text) {
        return text == null || !hasVisible(text) ? null : clean(text);
    }

    /** A phone number, an address or a code as it was meant: no invisible mark belongs into it, and one kind of blank. */
    public static @Nullable String cleanCode(@Nullable String text) {
        return text == null ? null : strip(text, true);
    }

    private static String strip(String text, boolean isCode) {
        if (text.length() > LONGEST) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !isMark(c) || (!isCode && isJoiner(c)))
                .map(c -> isCode && Character.isSpaceChar(c) ? ' ' : c)
                .forEach(kept::appendCodePoint);
        int from = 0;
        int to = kept.length();
        while (from < to && (isBlank(kept.charAt(from)) || isJoiner(kept.charAt(from)))) {
            from++;
        }
        while (to > from && (isBlank(kept.charAt(to - 1)) || isJoiner(kept.charAt(to - 1)))) {
            to--;
        }
        return kept.substring(from, to);
    }

    /** Whether there is anything to see: not only blanks, marks, fillers and accents on nothing. */
    public static boolean hasVisible(String text) {
        return text.codePoints().anyMatch(Texts::isVisible);
    }

    /** Whether it is one line, as names must be: they end up in mail headers and file names. */
    public static boolean isOneLine(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    /**
     * Whether text is sound: no half of a surrogate pair, which no encoding can carry, and no control characters but tabs
     * and line breaks.
     */
    public static boolean isSound(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE
                        || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r'));
    }

    /**
     * Whether mail can be sent there: RFC 5321's dot-atom of at most 64 octets before the @, at most 254 in all, and a
     * domain of at least two labels. Quoted and non-ASCII addresses are none here.
     */
    public static boolean isEmail(String text) {
        if (text.length() > LONGEST_EMAIL) {
            return false;
        }
        int at = text.indexOf('@');
        return at > 0 && at <= LONGEST_LOCAL_PART && isDotAtom(text, at) && isDomain(text.substring(at + 1));
    }

    private static boolean isDotAtom(String text, int end) {
        boolean atomBegins = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (atomBegins || i == end - 1) {
                    return false;
                }
                atomBegins = true;
            } else if (isLetterOrDigit(c) || ATOM.indexOf(c) >= 0) {
                atomBegins = false;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String domain) {
        String[] labels = domain.split("\\.", -1);
        if (labels.length < 2) {
            return false;
        }
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        String last = labels[labels.length - 1];
        return last.length() >= 2 && !isDigit(last.charAt(0));
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty() || label.length() > LONGEST_LABEL || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        return label.chars().allMatch(c -> c == '-' || isLetterOrDigit((char) c));
    }

    /** Whether it is a language tag such as {@code en} or {@code pt-BR}. */
    public static boolean isLanguageTag(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TAG || text.indexOf('_') >= 0) {
            return false;
        }
        try {
            return !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> false;
            // Letters by their category, blank by their looks: Hangul fillers and the empty Braille pattern.
            default -> c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0 && c != 0x2800;
        };
    }
}
