package io.holdfast.defaults;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            hi         | -                      | hi
            hi-IN      | he                     | hi
            hi-Latn    | -                      | hi
            he         | -                      | he
            iw-IL      | -                      | he
            en-GB      | hi                     | en
            fr         | -                      | en
            fr         | ''                     | en
            fr         | de, he;q=0.4, hi;q=0.8 | hi
            fr         | hi;q=0, he-IL;q=0.1    | he
            fr         | *                      | en
            fr         | ;;;q=x,hi              | en
            ''         | -                      | en
            not a tag! | hi                     | hi
            """)
    void whatABookingSaysGoesBeforeWhatABrowserSays(String tag, String header, String language) {
        assertThat(Languages.of(tag, header).toLanguageTag()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                            | -
            ''                           | -
            fr                           | -
            hi                           | hi
            hi-IN                        | hi
            pt                           | pt-BR
            PT-br                        | pt-BR
            pt-PT                        | -
            fr, he;q=0.4, hi;q=0.8       | hi
            iw                           | he
            hi;q=0, he-IL;q=0.1          | he
            *                            | -
            fr, *;q=0.5, hi;q=0.1        | -
            ;;;q=x,hi                    | -
            """)
    void theClosestLanguageThatThereIs(String header, String tag) {
        assertThat(Languages.preferred(header, List.of("hi", "he", "pt-BR"))).isEqualTo(Optional.ofNullable(tag));
    }

    @Test
    void hebrewBeginsAtTheRight() {
        assertThat(Languages.ALL).filteredOn(Languages::isRightToLeft).extracting("language").containsExactly("he");
    }
}
