package io.holdfast.booking.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Reads a CSV file row by row: RFC 4180 in UTF-8, with or without a byte order mark, with commas, semicolons or tabs, whichever its
 * heading has most of.
 */
final class CsvRows {

    private static final int LONGEST_HEADING = 10_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char APOSTROPHE = '\'';
    /** What our own exports put an apostrophe before, so that no spreadsheet takes it for a formula. */
    private static final String BEGIN_FORMULAS = "=+-@\t\r＝＋－＠";

    private final RowKind kind;
    private final Columns columns;

    private CsvRows(RowKind kind) {
        this.kind = kind;
        this.columns = Columns.of(kind);
    }

    /** @throws Problem 422 that says what is wrong, and where */
    static void read(RowKind kind, InputStream file, Consumer<Row> rows) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var csv = new CsvRows(kind);
        try {
            csv.read(new BufferedReader(new InputStreamReader(file, decoder)), rows);
        } catch (CharacterCodingException e) {
            throw csv.notUtf8();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? csv.notUtf8() : csv.behind(e);
        }
    }

    private void read(BufferedReader text, Consumer<Row> rows) throws IOException {
        skipByteOrderMark(text);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(text))
                .setHeader()
                .setSkipHeaderRecord(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setIgnoreSurroundingSpaces(true)
                .setTrim(true)
                .get();
        try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get()) {
            List<String> heading = parser.getHeaderNames();
            requireColumns(heading);
            var records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                long last = parser.getCurrentLineNumber();
                Row row = row(record, heading, firstLine(record, last));
                if (!row.values().isEmpty()) {
                    rows.accept(row);
                }
            }
        } catch (CSVException e) {
            throw unreadable("a quote is not closed, or text follows one that is");
        } catch (IllegalArgumentException e) {
            throw unreadable("its heading names a column twice, or has one without a name");
        }
    }

    private Row row(CSVRecord record, List<String> heading, int line) {
        if (record.size() > heading.size()) {
            throw unreadable("line " + line + " has more fields than the heading");
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < record.size(); i++) {
            String value = unescaped(record.get(i));
            if (value.length() > Texts.LONGEST) {
                throw unreadable("line " + line + " has a field of more than " + Texts.LONGEST + " characters");
            }
            if (!value.isBlank()) {
                values.put(heading.get(i), value);
            }
        }
        return new Row(line, values);
    }

    /** A row that has line breaks within it ends some lines after it begins. */
    private static int firstLine(CSVRecord record, long last) {
        long within = record.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
        return (int) Math.max(2, last - within);
    }

    private static String unescaped(String value) {
        boolean escaped =
                value.length() > 1 && value.charAt(0) == APOSTROPHE && BEGIN_FORMULAS.indexOf(value.charAt(1)) >= 0;
        return escaped ? value.substring(1) : value;
    }

    private void requireColumns(List<String> heading) {
        for (String column : heading) {
            if (!columns.has(column)) {
                throw unreadable("its heading has a column \"" + shortened(column) + "\"; there are " + columns.list());
            }
        }
        for (String column : columns.needed()) {
            if (!heading.contains(column)) {
                throw unreadable("its heading lacks the column " + column);
            }
        }
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    private char delimiter(Reader text) throws IOException {
        text.mark(LONGEST_HEADING + 1);
        var heading = new StringBuilder();
        for (int c = text.read(); c >= 0 && c != '\n' && c != '\r'; c = text.read()) {
            if (heading.append((char) c).length() >= LONGEST_HEADING) {
                throw unreadable("its first line is too long for a heading");
            }
        }
        text.reset();
        if (heading.isEmpty()) {
            throw unreadable("it begins with an empty line, where its heading should be");
        }
        char most = ',';
        for (char other : new char[] {';', '\t'}) {
            most = count(heading, other) > count(heading, most) ? other : most;
        }
        return most;
    }

    private static long count(StringBuilder text, char which) {
        return text.chars().filter(c -> c == which).count();
    }

    private Problem notUtf8() {
        return unreadable("it is not in UTF-8; please save it as \"CSV UTF-8\"");
    }

    private Problem behind(UncheckedIOException e) {
        return Problem.behind(e).orElseGet(() -> unreadable("a quote is not closed, or text follows one that is"));
    }

    private Problem unreadable(String why) {
        String rows = kind.name().toLowerCase(Locale.ROOT);
        return ImportProblems.unreadable("The file of " + rows + " cannot be read: " + why + ".");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
