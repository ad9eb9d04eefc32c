package io.holdfast.defaults.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * What somebody looks for: the beginnings of words, of which a document must have all.
 *
 * @param words as {@link SearchTerms} are; none finds everything
 */
public record SearchQuery(List<String> words) {

    public static final SearchQuery EVERYTHING = new SearchQuery(List.of());

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 6;
    private static final int LONGEST_WORD = 100;
    private static final int SHORTEST_WORD = 2;
    private static final int FEWEST_DIGITS = 3;
    /** After every text that begins with the same letters. */
    private static final String AFTER_ALL = "\uFFFF";

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][0-9\\s\\p{Z}()./\u2010-\u2015-]*");
    private static final Pattern DIGITS = Pattern.compile("[+]?[0-9]+");

    public SearchQuery {
        words = List.copyOf(words);
    }

    /**
     * @param q as the parameter of this name came; null finds everything
     * @throws Problem 400 when it is too long, or too short to find anything by
     */
    public static SearchQuery of(@Nullable String q) {
        if (q == null) {
            return EVERYTHING;
        }
        if (q.length() > LONGEST || !Texts.isSound(q)) {
            throw Problem.invalid("q", "must have at most " + LONGEST + " characters, and no control characters");
        }
        String text = Texts.clean(q);
        if (!isOne(text)) {
            throw Problem.invalid("q", "must have a word of " + SHORTEST_WORD + " letters or digits, or more");
        }
        return new SearchQuery(words(text));
    }

    /** Whether something can be found by that text. */
    public static boolean isOne(String text) {
        return wordsOf(text).anyMatch(SearchQuery::saysEnough);
    }

    private static List<String> words(String text) {
        if (PHONE.matcher(text).matches()) {
            String digits = text.replaceAll("[^0-9]", "");
            if (digits.length() >= FEWEST_DIGITS) {
                return List.of(cut(withoutZeros(digits)));
            }
        }
        return wordsOf(text)
                .map(word -> DIGITS.matcher(word).matches() ? withoutZeros(word.replace("+", "")) : word)
                .map(SearchQuery::cut)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private static boolean saysEnough(String word) {
        return Texts.length(word) >= SHORTEST_WORD || word.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Whether a document with these terms is one of those. */
    public boolean matches(Collection<String> terms) {
        return words.stream().allMatch(word -> terms.stream().anyMatch(term -> term.startsWith(word)));
    }

    /**
     * The same as a filter, a demand for each word, to be put together with the tenant's: an index of the tenant and this
     * array answers it.
     *
     * @param field the array of {@link SearchTerms}
     */
    public List<Criteria> on(String field) {
        return words.stream()
                .map(word -> Criteria.where(field).elemMatch(new Criteria().gte(word).lt(word + AFTER_ALL)))
                .toList();
    }

    /** Words between blanks, without case, accents and what stands around them. */
    static Stream<String> wordsOf(String text) {
        return Arrays.stream(BLANKS.split(fold(text))).map(SearchQuery::trim).filter(word -> !word.isEmpty());
    }

    /** What a word is made of, where a hyphen or the like is within it. */
    static String[] partsOf(String word) {
        return NO_LETTERS.split(word);
    }

    static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    static String cut(String word) {
        return Texts.length(word) > LONGEST_WORD ? word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD)) : word;
    }

    /** A text as it is compared: its words in their order, without case, accents and what stands around them. */
    public static String folded(String text) {
        return String.join(" ", wordsOf(text).toList());
    }

    private static String fold(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String trim(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && !isPart(word.codePointAt(from)) && word.charAt(from) != '+') {
            from += Character.charCount(word.codePointAt(from));
        }
        while (to > from && !isPart(word.codePointBefore(to)) && word.charAt(to - 1) != '@') {
            to -= Character.charCount(word.codePointBefore(to));
        }
        return word.substring(from, to);
    }

    private static boolean isPart(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }
}
