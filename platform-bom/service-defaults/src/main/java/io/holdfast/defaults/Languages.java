package io.holdfast.defaults;

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
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
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

    /** Whether its lines begin at the right. */
    public static boolean isRightToLeft(Locale locale) {
        return switch (locale.getLanguage()) {
            case "he", "ar", "fa", "ur" -> true;
            default -> false;
        };
    }
}
