package io.holdfast.booking.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A dump as mysqldump writes it of an Easy!Appointments database, in the schema that it has had since 1.5. */
class DumpRowsTest {

    @Test
    void servicesAreOfferingsAndProvidersAreProfessionalsWithTheirWeek() throws IOException {
        Map<RowKind, List<Row>> rows = read(dump());

        List<Row> offerings = rows.get(RowKind.OFFERINGS);
        assertThat(offerings).extracting(Row::line).containsExactly(1, 5);
        assertThat(offerings.getFirst().values())
                .containsEntry("name", "Physiotherapy")
                .containsEntry("durations", "60")
                .containsEntry("price", "80.00")
                .containsEntry("currency", "EUR")
                .containsEntry("capacity", "1")
                .containsEntry("description", "Hands on.\nBring a towel.");
        assertThat(offerings.getLast().values()).containsEntry("price", "0").containsEntry("capacity", "8");

        Row eva = only(rows.get(RowKind.PROFESSIONALS));
        assertThat(eva.line()).isEqualTo(2);
        assertThat(eva.values())
                .containsEntry("displayName", "Eva Lindner")
                .containsEntry("email", "eva@example.org")
                .containsEntry("phone", "+4915112345678")
                .containsEntry("zone", "Europe/Berlin")
                .containsEntry("languages", "de")
                .containsEntry("hours", "MONDAY 09:00-17:00 | TUESDAY 09:00-13:00")
                .containsEntry("breaks", "MONDAY 12:00-12:45");
        assertThat(eva.get("offeringIds"))
                .isEqualTo(offerings.getFirst().get("id") + " " + offerings.getLast().get("id"));
    }

    @Test
    void customersAreContactsAndAppointmentsAreBookingsOfTheirs() throws IOException {
        Map<RowKind, List<Row>> rows = read(dump());

        assertThat(only(rows.get(RowKind.CONTACTS))).isEqualTo(new Row(3, Map.of(
                "id", "3", "name", "Jörg Müller", "email", "joerg@example.org", "phone", "+4930333333", "language", "de",
                "notes", "Prefers mornings.")));
        List<Row> bookings = rows.get(RowKind.BOOKINGS);
        assertThat(bookings).extracting(Row::line).containsExactly(101, 102, 103, 104);
        assertThat(bookings.getFirst().values())
                .containsEntry("start", "2026-12-07 09:30:00")
                .containsEntry("end", "2026-12-07 10:30:00")
                .containsEntry("contactId", "3")
                .containsEntry("notes", "Knee; says \"it hurts\", isn't urgent (yet)")
                .containsEntry("offeringId", Objects.requireNonNull(rows.get(RowKind.OFFERINGS).getFirst().get("id")))
                .containsEntry("professionalId", Objects.requireNonNull(only(rows.get(RowKind.PROFESSIONALS)).get("id")));
        assertThat(bookings.get(2).values()).containsEntry("status", ReadRows.UNAVAILABILITY);
        assertThat(bookings.get(3).values()).containsEntry("status", "Cancelled");
    }

    @Test
    void nothingElseOfTheDumpIsKept() throws IOException {
        assertThat(read(dump()).toString()).doesNotContain("not-ours-to-keep", "secret-hash", "ada@example.org");
    }

    @Test
    void idsFollowFromTheTenantTheSourceAndTheirs() throws IOException {
        String once = read(dump()).toString();

        assertThat(read(dump())).hasToString(once);
        assertThat(ids(readAs("demo", "another", dump()))).doesNotContainAnyElementsOf(ids(read(dump())));
        assertThat(ids(readAs("other", "easyappointments", dump()))).doesNotContainAnyElementsOf(ids(read(dump())));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "INSERT INTO `ea_roles` VALUES (1,'Administrator','admin'",
        "CREATE TABLE `ea_roles` (\n  `id` int,\n  `slug` text\n);\nINSERT INTO `ea_roles` VALUES (1,'Adminis",
        "INSERT INTO `ea_roles` VALUES (1,'Administrator','admin');",
        "CREATE TABLE `ea_roles` (\n  `id` int,\n  `slug` text\n);\nINSERT INTO `ea_roles` VALUES (1,'a','b');",
        "SELECT 1;",
        ""
    })
    void whatIsNoSuchDumpIsRefusedInWords(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("The dump cannot be read: ");
    }

    private static Row only(List<Row> rows) {
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private static List<String> ids(Map<RowKind, List<Row>> rows) {
        return rows.get(RowKind.OFFERINGS).stream().map(row -> row.get("id")).toList();
    }

    static String dump() {
        try (InputStream file = Objects.requireNonNull(DumpRowsTest.class.getResourceAsStream("easyappointments.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<RowKind, List<Row>> read(String text) throws IOException {
        return readAs("demo", "easyappointments", text);
    }

    private static Map<RowKind, List<Row>> readAs(String tenant, String source, String text) throws IOException {
        var rows = new EnumMap<RowKind, List<Row>>(RowKind.class);
        var into = new EasyAppointments(
                new TenantId(tenant), source, (kind, row) -> rows.computeIfAbsent(kind, any -> new ArrayList<>()).add(row));
        DumpRows.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), into);
        return rows;
    }
}
