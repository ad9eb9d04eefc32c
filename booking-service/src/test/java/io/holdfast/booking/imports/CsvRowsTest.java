package io.holdfast.booking.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void aByteOrderMarkLineEndsOfAnySystemAndAnyUsualDelimiterAreRead(String delimiter) throws IOException {
        String heading = String.join(delimiter, "\uFEFFname", "email", "notes");
        String asha = String.join(delimiter, "\"Rao; Asha, Dr\"", "asha@example.com", "\"two\r\nlines \"\"quoted\"\"\"");
        String ben = String.join(delimiter, "Ben Iyer", "ben@example.com", "");

        List<Row> rows = read(RowKind.CONTACTS, String.join("\r\n", heading, asha, "", ben, ""));

        assertThat(rows).containsExactly(
                new Row(2, Map.of(
                        "name", "Rao; Asha, Dr", "email", "asha@example.com", "notes", "two\r\nlines \"quoted\"")),
                new Row(5, Map.of("name", "Ben Iyer", "email", "ben@example.com")));
    }

    @Test
    void whatOurOwnExportsKeepFromBeingAFormulaIsTakenBack() throws IOException {
        List<Row> rows = read(RowKind.CONTACTS, "name,email,phone\n'=Asha,asha@example.com,'+919812345678\n'quoted',b@example.com,\n");

        assertThat(rows.getFirst().values()).containsEntry("phone", "+919812345678").containsEntry("name", "=Asha");
        assertThat(rows.getLast().values()).containsEntry("name", "'quoted'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name,email,colour               | its heading has a column "colour"
            name,phone                      | its heading lacks the column email
            name,email,name                 | its heading names a column twice
            ''                              | it begins with an empty line
            """)
    void aHeadingThatIsNoneIsRefusedInWords(String heading, String why) {
        assertThatThrownBy(() -> read(RowKind.CONTACTS, heading + "\nAsha,asha@example.com,x\n"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("The file of contacts cannot be read: " + why);
    }

    @Test
    void aRowWithMoreFieldsThanTheHeadingIsRefusedByItsLine() {
        assertThatThrownBy(() -> read(RowKind.CONTACTS, "name,email\nAsha,asha@example.com\nBen,ben@example.com,more\n"))
                .hasMessageContaining("line 3 has more fields than the heading");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
    void otherEncodingsAreRefusedInWords(String charset) {
        byte[] file = "name,email\nJörg Müller,jm@example.com\n".getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> CsvRows.read(RowKind.CONTACTS, new ByteArrayInputStream(file), row -> {}))
                .hasMessageContaining("it is not in UTF-8");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefused() {
        assertThatThrownBy(() -> read(RowKind.CONTACTS, "name,email\n\"Asha,asha@example.com\n"))
                .hasMessageContaining("a quote is not closed");
    }

    /** As much of it as a reader asks for is made; what was read is not kept. */
    @Test
    void aHundredThousandRowsAreReadOneByOne() throws IOException {
        var rows = new Endless(100_000);
        int[] count = {0};

        CsvRows.read(RowKind.CONTACTS, rows, row -> {
            count[0]++;
            assertThat(rows.made() - row.line()).as("read ahead").isLessThan(2_000);
        });

        assertThat(count[0]).isEqualTo(100_000);
    }

    private static List<Row> read(RowKind kind, String file) throws IOException {
        var rows = new ArrayList<Row>();
        CsvRows.read(kind, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), rows::add);
        return rows;
    }

    /** So many lines, made when they are asked for. */
    private static final class Endless extends InputStream {

        private final int most;
        private int line;
        private byte[] bytes = "name,email\n".getBytes(StandardCharsets.UTF_8);
        private int at;

        Endless(int most) {
            this.most = most;
        }

        int made() {
            return line;
        }

        @Override
        public int read() {
            if (at == bytes.length) {
                if (line == most) {
                    return -1;
                }
                line++;
                bytes = ("Client " + line + ",client" + line + "@example.com\n").getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return bytes[at++];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read = 0;
            while (read < Math.min(length, 200)) {
                int b = read();
                if (b < 0) {
                    return read == 0 ? -1 : read;
                }
                buffer[offset + read++] = (byte) b;
            }
            return read;
        }
    }
}
