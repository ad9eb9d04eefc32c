package io.holdfast.defaults.web;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is downloaded can be read by any program, and does nothing in any. */
class CsvDownloadTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/list.csv");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whatIsWrittenIsWhatIsRead() throws IOException {
        List<CSVRecord> read =
                written("Asha \"Ash\" Rao, Dr", "two\r\nlines", "आशा राव", "דנה", null, BigDecimal.valueOf(-150_000, 2));

        assertThat(read).hasSize(2);
        assertThat(read.getLast().toList())
                .containsExactly("Asha \"Ash\" Rao, Dr", "two\r\nlines", "आशा राव", "דנה", "", "-1500.00");
        assertThat(response.getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(response.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"list.csv\"");
        assertThat(new String(response.getContentAsByteArray(), UTF_8)).endsWith("\r\n").startsWith("a,b,c,d,e,f\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+919812345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "=cmd|' /C calc'!A0"})
    void nothingIsAFormula(String text) throws IOException {
        assertThat(written(text).getLast().get(0)).isEqualTo("'" + text);
    }

    @Test
    void aHeadHasNoRows() {
        request.setMethod("HEAD");

        CsvDownload.answer(request, response, "list.csv", List.of("a"), csv -> {
            throw new AssertionError("Nobody reads it");
        });

        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getHeader("Content-Disposition")).contains("list.csv");
    }

    @Test
    void whatFailsBeforeItBeginsIsNoDownload() {
        assertThatThrownBy(() -> CsvDownload.answer(request, response, "list.csv", List.of("a"), csv -> {
                    throw new IllegalStateException("The store is away");
                }))
                .hasMessage("The store is away");

        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getHeader("Content-Disposition")).isNull();
    }

    private List<CSVRecord> written(Object... values) throws IOException {
        CsvDownload.answer(request, response, "list.csv", List.of("a", "b", "c", "d", "e", "f"), csv -> csv.row(values));
        String text = new String(response.getContentAsByteArray(), UTF_8);
        return CSVFormat.RFC4180.parse(new StringReader(text)).getRecords();
    }
}
