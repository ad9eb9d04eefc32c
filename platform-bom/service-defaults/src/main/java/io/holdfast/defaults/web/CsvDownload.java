package io.holdfast.defaults.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.holdfast.defaults.Currencies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A list as a CSV file (RFC 4180, UTF-8), written to the caller row by row, so that its length costs no memory. Text that a
 * spreadsheet would take for a formula begins with an apostrophe. A failure in the middle cuts the connection: half a file
 * does not look like a whole one.
 */
public final class CsvDownload {

    private static final Logger log = LoggerFactory.getLogger(CsvDownload.class);

    /** Also in the width that is usual beside Chinese and Japanese letters, which spreadsheets take for the same. */
    private static final String BEGIN_FORMULAS = "=+-@\t\r\n＝＋－＠";

    private static final Pattern SPACE = Pattern.compile("^[\\s\\p{Z}]+");

    private final CSVPrinter printer;

    private CsvDownload(CSVPrinter printer) {
        this.printer = printer;
    }

    /**
     * Answers with what {@code rows} writes; a HEAD without it.
     *
     * @param file with its ending
     */
    public static void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            String file,
            List<String> columns,
            Consumer<CsvDownload> rows) {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file).build().toString());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            // Not closed: what fails in the middle must not end the answer as if it were whole.
            var printer = new CSVPrinter(
                    new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)),
                    CSVFormat.RFC4180);
            printer.printRecord(columns);
            rows.accept(new CsvDownload(printer));
            printer.flush();
        } catch (IOException | UncheckedIOException e) {
            log.debug("Whoever asked for {} did not read all of it", file, e);
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                response.resetBuffer();
                response.setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
            }
            throw e;
        }
    }

    /**
     * Writes one row.
     *
     * @param values null for an empty cell; of text only, what looks like a formula is disarmed
     * @throws UncheckedIOException when nobody reads any more, to be passed on
     */
    public void row(@Nullable Object... values) {
        try {
            printer.printRecord(Arrays.stream(values).flatMap(CsvDownload::cell).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Object> cell(@Nullable Object value) {
        return Stream.of(value == null ? "" : value instanceof Number number ? number : disarmed(value.toString()));
    }

    private static String disarmed(String text) {
        return beginsFormula(text) || beginsFormula(SPACE.matcher(text).replaceFirst("")) ? "'" + text : text;
    }

    private static boolean beginsFormula(String text) {
        return !text.isEmpty() && BEGIN_FORMULAS.indexOf(text.charAt(0)) >= 0;
    }

    /** An amount as accounts have it: {@code 1500.00}, in a currency that stands in another cell. */
    public static BigDecimal amount(long minorUnits, String currency) {
        int digits = Currencies.find(currency).map(known -> Math.max(0, known.getDefaultFractionDigits())).orElse(0);
        return BigDecimal.valueOf(minorUnits, digits);
    }
}
