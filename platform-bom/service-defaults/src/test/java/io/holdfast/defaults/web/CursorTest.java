package io.holdfast.defaults.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CursorTest {

    private static final Instant AT = Instant.parse("2026-12-01T04:30:00.123Z");

    @Test
    void whatWentOutComesBack() {
        Cursor cursor = new Cursor(AT, "a~b:ç");
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "fg", "MTIz", "MTIzfg", "fmlk", "YWJjfmlk", "_____w", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5fng"})
    void whatIsNoneIsRefused(String text) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.parse(text));
    }

    @Test
    void theLastRowSaysWhatFollowsAsLongAsSomethingDoes() {
        var first = new CursorPaging(new Paging(1, 2), null);
        assertThat(paged(new Page<>(List.of("c", "b"), 3), first).pagination().next()).isEqualTo(cursor("b").toString());
        assertThat(paged(new Page<>(List.of("c", "b"), 2), first).pagination().next()).isNull();

        var following = new CursorPaging(new Paging(1, 2), cursor("b"));
        Paged<String> more = paged(new Page<>(List.of("a", "0", "1"), 9), following);
        assertThat(more.items()).containsExactly("a", "0");
        assertThat(more.pagination().next()).isEqualTo(cursor("0").toString());
        assertThat(more.pagination().currentPage()).isNull();
        assertThat(paged(new Page<>(List.of("a", "0"), 9), following).pagination().next()).isNull();
        assertThat(paged(new Page<>(Stream.<String>empty().toList(), 9), following).pagination().next()).isNull();
    }

    private static Paged<String> paged(Page<String> found, CursorPaging asked) {
        return Paged.of(found, asked, CursorTest::cursor);
    }

    private static Cursor cursor(String id) {
        return new Cursor(AT, id);
    }
}
