package io.holdfast.defaults.web;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The forms of text that people send, the same in every service. Lengths are looked at before anything else and counted
 * in code points: {@code (x)*} in a regular expression recurses over what was sent.
 */
public final class Texts {

    /** Longer than any field may be, in UTF-16 units; longer text in a body is refused while it is read. */
    public static final int LONGEST = 10_000;

    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_TAG = 35;
    private static final int ISO_639_1 = 2;
    private static final int ISO_639_2 = 3;
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String REST_OF_LABEL = "([A-Za-z0-9-]{0,61}[A-Za-z0-9])";
    private static final Pattern EMAIL = Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "([.]" + ATOM + ")*+@"
            + "([A-Za-z0-9]" + REST_OF_LABEL + "?[.])++[A-Za-z]" + REST_OF_LABEL);

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
        return text.length() <= LONGEST_EMAIL && EMAIL.matcher(text).matches();
    }

    /**
     * Whether it is a BCP 47 tag of a language that there is, such as {@code en} or {@code pt-BR}: of two letters by ISO 639-1,
     * or of three. Longer ones are well-formed, and none is registered.
     */
    public static boolean isLanguageTag(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TAG || text.indexOf('_') >= 0) {
            return false;
        }
        try {
            String language = new Locale.Builder().setLanguageTag(text).build().getLanguage();
            return language.length() == ISO_639_1 ? LANGUAGES.contains(language) : language.length() == ISO_639_2;
        } catch (IllformedLocaleException e) {
            return false;
        }
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
