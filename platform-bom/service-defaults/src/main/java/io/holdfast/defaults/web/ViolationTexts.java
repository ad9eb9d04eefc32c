package io.holdfast.defaults.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is wrong with a field, in the languages that people read: {@code violations.yaml}. Sources say it in English, and it is
 * put into the reader's language when it is answered, wherever it came from.
 */
public final class ViolationTexts {

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");
    // What a place stands for, and a sentence as a whole, are short: patterns are not to wander.
    private static final String ANYTHING = "(.{1,400}?)";
    private static final int LONGEST = 500;

    /** Read with the first reader of another language. */
    private static final class Shipped {
        private static final List<Sentence> SENTENCES = read();
    }

    private ViolationTexts() {}

    /** A sentence as it is written in the file. */
    private record Written(String en, String hi, String he) {}

    /**
     * @param places which placeholder each of the pattern's groups is
     * @param said   how many letters are no placeholder's
     */
    private record Sentence(Pattern english, List<Integer> places, int said, Written written) {

        static Sentence of(Written written) {
            var pattern = new StringBuilder();
            Matcher place = PLACE.matcher(written.en());
            int from = 0;
            int said = 0;
            while (place.find()) {
                said += place.start() - from;
                pattern.append(Pattern.quote(written.en().substring(from, place.start()))).append(ANYTHING);
                from = place.end();
            }
            pattern.append(Pattern.quote(written.en().substring(from)));
            return new Sentence(
                    Pattern.compile(pattern.toString(), Pattern.DOTALL),
                    PLACE.matcher(written.en()).results().map(each -> Integer.valueOf(each.group(1))).toList(),
                    said + written.en().length() - from,
                    written);
        }

        Optional<String> of(String english, Locale reader) {
            Matcher found = english().matcher(english);
            if (!found.matches()) {
                return Optional.empty();
            }
            String template = reader.getLanguage().equals("he") ? written.he() : written.hi();
            return Optional.of(PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(
                    found.group(places.indexOf(Integer.valueOf(place.group(1))) + 1))));
        }
    }

    /** In the reader's language, one of {@link io.holdfast.defaults.Languages#ALL}; in English where nobody has said it in theirs. */
    static String in(Locale reader, String english) {
        return find(reader, english).orElse(english);
    }

    /** Empty where nobody has said it in that language. */
    public static Optional<String> find(Locale reader, String english) {
        if (reader.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            return Optional.of(english);
        }
        return english.length() > LONGEST
                ? Optional.empty()
                : Shipped.SENTENCES.stream().flatMap(sentence -> sentence.of(english, reader).stream()).findFirst();
    }

    private static List<Sentence> read() {
        try (InputStream file = ViolationTexts.class.getResourceAsStream("violations.yaml")) {
            var yaml = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
            return yaml.readValue(Objects.requireNonNull(file), new TypeReference<List<Written>>() {}).stream()
                    .map(Sentence::of)
                    .sorted(Comparator.comparingInt(Sentence::said).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
