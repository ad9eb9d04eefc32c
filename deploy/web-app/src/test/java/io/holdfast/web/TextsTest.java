package io.holdfast.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.holdfast.defaults.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** Every sentence is there in every language, with the same values in it, and no template asks for one that is not. */
class TextsTest {

    private static final Pattern ASKED = Pattern.compile("text\\(\"([a-z0-9.-]+)\"[,)]");
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)");

    private final Map<String, String> english = texts(Locale.ENGLISH);

    @ParameterizedTest
    @ValueSource(strings = {"hi", "he"})
    void aLanguageHasTheSameTexts(String tag) {
        Map<String, String> own = texts(Locale.forLanguageTag(tag));

        assertThat(own.keySet()).isEqualTo(english.keySet());
        own.forEach((key, text) -> assertThat(values(text)).as(tag + " " + key).isSubsetOf(values(english.get(key))));
        assertThat(own.entrySet().stream().filter(text -> text.getValue().isBlank())).isEmpty();
    }

    @Test
    void textsAreMessageFormatsWithoutQuotes() {
        for (Locale locale : Languages.ALL) {
            texts(locale).forEach((key, text) -> {
                assertThat(text).as(key + ": an apostrophe would quote; the typographic one does not").doesNotContain("'");
                assertThat(new MessageFormat(text, locale).format(new Object[] {1, 1, 1, 1})).as(key).isNotBlank();
            });
        }
    }

    @Test
    void whatPagesAskForIsThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path root : List.of(Path.of("src/main/jte"), Path.of("src/main/java"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(file ->
                        ASKED.matcher(read(file)).results().map(found -> found.group(1)).forEach(asked::add));
            }
        }

        assertThat(asked).isNotEmpty();
        assertThat(english.keySet()).containsAll(asked);
    }

    private static Set<String> values(String text) {
        return new TreeSet<>(VALUE.matcher(text).results().map((MatchResult found) -> found.group(1)).toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(Locale locale) {
        String ending = locale.equals(Locale.ENGLISH) ? "" : "_" + locale.getLanguage();
        var all = new TreeMap<String, String>();
        var files = new ArrayList<Resource>();
        try {
            files.addAll(List.of(new PathMatchingResourcePatternResolver().getResources("classpath:web-app/texts-*.properties")));
            files.removeIf(file -> !String.valueOf(file.getFilename()).matches("texts-[a-z]+" + ending + "\\.properties"));
            for (Resource file : files) {
                var properties = new Properties();
                properties.load(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8));
                properties.forEach((key, text) -> all.put(String.valueOf(key), String.valueOf(text)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(all).isNotEmpty();
        return all;
    }
}
