package io.holdfast.defaults.search;

import java.util.List;

import io.holdfast.defaults.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SearchQueryTest {

    private static final List<String> TERMS = new SearchTerms()
            .number("HF-2026-000123")
            .name("Zoë O'Brien-Sharma")
            .name("रमेश")
            .name("שָׂרָה")
            .name("李")
            .email("Zoe.O@Example.com")
            .phone("+919812345678")
            .phone("+972541234567")
            .toList();

    @ParameterizedTest
    @ValueSource(strings = {
        "HF-2026-000123", "hf-2026", "000123", "123", "zoe", "ZOË", "brien", "o'bri", "sharma zo", "  zoë,  sharma ",
        "zoe.o@example.com", "zoe.o@", "+91 98123 45678", "098123-45678", "(98123) 456", "00919812", "54 123", "972541234567",
        "रमे", "שרה", "李", "sharma 98123"
    })
    void whatBeginsSoIsFound(String q) {
        assertThat(SearchQuery.of(q).matches(TERMS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HF-2026-000124", "harma", "zoe rao", "example.com", "98124", "124", "HF-2025", "王"})
    void whatDoesNotIsNot(String q) {
        assertThat(SearchQuery.of(q).matches(TERMS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "z", "!", "--", "\u200b", "a b"})
    void whatSaysTooLittleIsRefused(String q) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> SearchQuery.of(q));
    }

    @Test
    void whatIsTooLongIsRefusedAndWhatIsLongIsCut() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> SearchQuery.of("x".repeat(201)));
        String longWord = "x".repeat(150);
        assertThat(SearchQuery.of(longWord).matches(new SearchTerms().name(longWord).toList())).isTrue();
    }

    @Test
    void nobodyHasMoreTermsThanThereMayBe() {
        var terms = new SearchTerms();
        for (int i = 0; i < 100; i++) {
            terms.name("a" + i + "-b" + i + " c" + i);
        }
        assertThat(terms.toList()).hasSize(SearchTerms.MOST);
    }

    @Test
    void nothingLookedForFindsEverything() {
        assertThat(SearchQuery.of(null).matches(List.of())).isTrue();
        assertThat(SearchQuery.of(null).on("terms")).isEmpty();
    }
}
