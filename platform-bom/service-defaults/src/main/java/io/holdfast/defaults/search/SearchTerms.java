package io.holdfast.defaults.search;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

import org.jspecify.annotations.Nullable;

/**
 * What a document is found by, in an array of its own beside what it is made of: a {@link SearchQuery} finds those that have
 * a term for each of its words, which begins with it. Letters count without case and accents.
 *
 * <p>An index of the tenant and the array answers it, on MongoDB as on the embedded document server, which knows no text
 * search. Nothing is stored of a word but the word, so that there are few.
 */
public final class SearchTerms {

    /** Of a document at most; what would be more is not found. */
    public static final int MOST = 32;

    private static final int MOST_WORDS_OF_A_TEXT = 12;
    private static final int LONGEST_COUNTRY_CODE = 3;
    /** The country codes of one and two digits; all others have three (ITU-T E.164). */
    private static final List<String> SHORT_COUNTRY_CODES = List.of(
            "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
            "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86",
            "90", "91", "92", "93", "94", "95", "98");

    private final SequencedSet<String> terms = new LinkedHashSet<>();

    /** Each word of a name, and the parts of one with a hyphen or an apostrophe. */
    public SearchTerms name(@Nullable String name) {
        if (name != null) {
            SearchQuery.wordsOf(name).limit(MOST_WORDS_OF_A_TEXT).forEach(word -> {
                add(word);
                Arrays.stream(SearchQuery.partsOf(word)).forEach(this::add);
            });
        }
        return this;
    }

    public SearchTerms email(@Nullable String email) {
        if (email != null) {
            SearchQuery.wordsOf(email).forEach(this::add);
        }
        return this;
    }

    /** @param phone E.164; it is found with its country code and without */
    public SearchTerms phone(@Nullable String phone) {
        if (phone != null) {
            String digits = phone.substring(phone.startsWith("+") ? 1 : 0);
            add(digits);
            add(digits.substring(Math.min(countryCodeOf(digits), digits.length())));
        }
        return this;
    }

    /** A number that people quote, such as {@code HF-2026-000123}: found as a whole, and by {@code 000123} or {@code 123}. */
    public SearchTerms number(String number) {
        SearchQuery.wordsOf(number).forEach(this::add);
        add(SearchQuery.withoutZeros(number.substring(number.lastIndexOf('-') + 1)));
        return this;
    }

    /** At most {@link #MOST}, each once. */
    public List<String> toList() {
        return List.copyOf(terms);
    }

    private void add(String term) {
        if (!term.isEmpty() && terms.size() < MOST) {
            terms.add(SearchQuery.cut(term));
        }
    }

    private static int countryCodeOf(String digits) {
        return SHORT_COUNTRY_CODES.stream().filter(digits::startsWith).findFirst().map(String::length).orElse(LONGEST_COUNTRY_CODE);
    }
}
