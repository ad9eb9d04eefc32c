package io.holdfast.endtoend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LookTest {

    /** No page is left out, and no language at a width, whatever is asked for. */
    @Test
    void eachPageAndEachLanguageAtBothWidthsIsLookedAt() {
        List<String> pages = IntStream.range(0, 13).mapToObj(number -> "page-" + number).toList();
        var looked = new ArrayList<String>();
        Set<String> ways = new HashSet<>();
        for (String language : List.of("en", "hi", "he")) {
            for (Look look : Look.in(language, pages)) {
                looked.add(look.page());
                ways.add(language + " " + look.width());
            }
        }

        assertThat(ways).hasSize(6);
        assertThat(looked).hasSize(Look.ALL ? 6 * pages.size() : pages.size()).containsAll(pages);
    }
}
