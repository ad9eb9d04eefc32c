package io.holdfast.defaults;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Language negotiation (RFC 4647, lookup): the languages that mails, calendar entries and receipts are written in, and
 * which of them a reader gets.
 */
public final class Languages {

    /** English first: it is what a reader of any other language gets. */
    public static final List<Locale> ALL =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("hi"), Locale.forLanguageTag("he"));

    // Nobody reads more; and each is looked up by a pattern.
    private static final int LONGEST_HEADER = 1_000;
    private static final int MOST_RANGES = 20;

    private Languages() {}

    /** @param tag BCP 47; a region or script does not matter: {@code hi-IN} and {@code hi-Latn} read {@code hi} */
    public static Optional<Locale> of(String tag) {
        // By Locale, which knows that iw is he.
        String language = Locale.forLanguageTag(tag).getLanguage();
        return ALL.stream().filter(ours -> ours.getLanguage().equals(language)).findFirst();
    }

    public static Locale orEnglish(String tag) {
        return of(tag).orElse(Locale.ENGLISH);
    }

    /**
     * The first of theirs that is one of ours, by what they say of themselves, then by what their browser says.
     *
     * @param tag            BCP 47
     * @param acceptLanguage the HTTP header (RFC 9110); one that is malformed counts as none
     */
    public static Locale of(String tag, @Nullable String acceptLanguage) {
        return of(tag).orElseGet(() -> accepted(acceptLanguage));
    }

    /** The first of ours that a browser asks for, by its weights. */
    public static Locale accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return Locale.ENGLISH;
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> of(range.getRange()).stream())
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    /**
     * Which of the languages that something is written in a reader wants most: by their weights, and for each that they name
     * the closest there is, {@code hi} for {@code hi-IN} and {@code pt-BR} for {@code pt}.
     *
     * @param acceptLanguage the HTTP header (RFC 9110); one that is malformed or endless counts as none
     * @param tags           BCP 47
     * @return one of {@code tags}; empty where they want none of them, or take any
     */
    public static Optional<String> preferred(@Nullable String acceptLanguage, Collection<String> tags) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(acceptLanguage);
            for (Locale.LanguageRange range : wanted.subList(0, Math.min(wanted.size(), MOST_RANGES))) {
                if (range.getWeight() <= 0) {
                    continue;
                }
                if (range.getRange().equals("*")) {
                    return Optional.empty();
                }
                Optional<String> closest = closest(range, tags);
                if (closest.isPresent()) {
                    return closest;
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<String> closest(Locale.LanguageRange range, Collection<String> tags) {
        List<Locale.LanguageRange> only = List.of(range);
        String found = Locale.lookupTag(only, tags);
        return Optional.ofNullable(found).or(() -> Locale.filterTags(only, tags).stream().findFirst())
                // By their letters alone, as the platform may write them in another case.
                .flatMap(tag -> tags.stream().filter(tag::equalsIgnoreCase).findFirst());
    }

    /** Whether its lines begin at the right. */
    public static boolean isRightToLeft(Locale locale) {
        return switch (locale.getLanguage()) {
            case "he", "ar", "fa", "ur" -> true;
            default -> false;
        };
    }
}
