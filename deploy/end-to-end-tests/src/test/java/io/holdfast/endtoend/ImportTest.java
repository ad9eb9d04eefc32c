package io.holdfast.endtoend;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A practice brings along its people, what they offer, its clients and their bookings; the same again changes nothing. */
@OnPlatform
class ImportTest {

    private static final String BOUNDARY = "between-the-parts";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Platform platform = Platform.running();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String offering = "physio-" + mark;
    private final String professional = "eva-" + mark;
    private final String email = "joerg-" + mark + "@example.com";
    private final LocalDate monday = today().plusDays(7).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));

    @Test
    void aPracticeMovesInWithoutDoubleBookingsAndWithoutAMail() {
        // Dry, with faults: two bookings at one time, and one with nobody that there is.
        Map<String, String> faulty = files("""
                a1,%s,%s,%s 10:00,60,c1
                a2,%s,%s,%s 10:30,60,c1
                a3,%s,nobody,%sT11:00:00Z,60,c1
                """.formatted(offering, professional, monday, offering, professional, monday, offering, monday));
        JsonNode dry = over(imports("?source=" + mark, faulty));
        assertThat(dry.get("status").asString()).isEqualTo("DONE");
        assertThat(tally(dry, "BOOKINGS")).isEqualTo("1 created, 0 unchanged, 2 refused");
        assertThat(dry.get("refusals").toString()).contains("That time is taken by line 2 already.", "There is no such professional.");
        platform.anybody.get("/api/v1/professionals/" + professional).expect(404);
        platform.anybody.get("/api/v1/offerings/" + offering).expect(404);

        // The same for real is refused as a whole.
        assertThat(over(imports("?dryRun=false&source=" + mark, faulty)).get("status").asString()).isEqualTo("REFUSED");
        platform.anybody.get("/api/v1/professionals/" + professional).expect(404);

        Map<String, String> good = files("a1,%s,%s,%s 10:00,60,c1\n".formatted(offering, professional, monday));
        JsonNode done = over(imports("?dryRun=false&source=" + mark, good));
        assertThat(done.get("status").asString()).as(done.toString()).isEqualTo("DONE");
        for (String kind : List.of("OFFERINGS", "PROFESSIONALS", "CONTACTS", "BOOKINGS")) {
            assertThat(tally(done, kind)).as(kind + " of " + done).isEqualTo("1 created, 0 unchanged, 0 refused");
        }

        JsonNode listed = Eventually.see(
                "the professional is listed",
                () -> platform.anybody.get("/api/v1/professionals?offeringId=" + offering).expect(200).body().get("items"),
                items -> items.size() == 1).get(0);
        assertThat(listed.get("id").asString()).isEqualTo(professional);
        String start = at(10, 0);
        JsonNode booking = bookings().get(0);
        assertThat(booking.get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(booking.get("start").asString()).isEqualTo(start);
        seesTimesFreeExceptWhatIsBookedAndTheBreak();
        JsonNode inAgenda = Eventually.see(
                "the professional's agenda has it",
                () -> platform.anybody.as(professional)
                        .get("/api/v1/professionals/me/agenda?from=" + monday + "&to=" + monday)
                        .expect(200).body().get("reservations"),
                reservations -> reservations.size() == 1
                        && reservations.get(0).path("bookingStatus").asString("").equals("CONFIRMED")).get(0);
        assertThat(inAgenda.get("client").get("name").asString()).isEqualTo("Jörg Müller");
        assertThat(platform.anybody.get("/demo/mailbox?to=" + email).expect(200).body()).as("nobody is told").isEmpty();

        JsonNode again = over(imports("?dryRun=false&source=" + mark, good));
        for (String kind : List.of("OFFERINGS", "PROFESSIONALS", "CONTACTS", "BOOKINGS")) {
            assertThat(tally(again, kind)).as(kind + " of " + again).isEqualTo("0 created, 1 unchanged, 0 refused");
        }
        assertThat(bookings()).hasSize(1);
    }

    private void seesTimesFreeExceptWhatIsBookedAndTheBreak() {
        JsonNode slots = Eventually.see(
                "the day is as imported",
                () -> platform.anybody.get("/api/v1/professionals/" + professional + "/availability?offeringId=" + offering
                                + "&duration=60&date=" + monday)
                        .expect(200).body().get("slots"),
                all -> reasonAt(all, at(10, 0)).equals("BOOKED"));
        assertThat(reasonAt(slots, at(9, 0))).isEqualTo("free");
        assertThat(reasonAt(slots, at(12, 0))).isEqualTo("BREAK");
        assertThat(reasonAt(slots, at(16, 0))).isEqualTo("free");
        assertThat(Platform.list(slots)).extracting(slot -> slot.get("start").asString()).doesNotContain(at(8, 0), at(17, 0));
    }

    private static String reasonAt(JsonNode slots, String start) {
        return Platform.list(slots).stream()
                .filter(slot -> slot.get("start").asString().equals(start))
                .findFirst()
                .map(slot -> slot.get("available").asBoolean() ? "free" : slot.get("reason").asString())
                .orElse("not shown");
    }

    private Map<String, String> files(String bookings) {
        return Map.of(
                "offerings", "id;name;durations;price;currency\n" + offering + ";Physiotherapie;60;80,00;EUR\n",
                "professionals", "id,displayName,email,category,hourlyRate,zone,offeringIds,hours,breaks\n" + professional
                        + ",Eva Lindner,eva@example.com,Therapist,0,Europe/Berlin," + offering
                        + ",MON-FRI 09:00-17:00,MON 12:00-13:00\n",
                "contacts", "id,name,email,language\nc1,Jörg Müller," + email + ",de\n",
                "bookings", "id,offeringId,professionalId,start,duration,contactId\n" + bookings);
    }

    private String imports(String query, Map<String, String> files) {
        var body = new StringBuilder();
        new TreeMap<>(files).forEach((part, file) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(part).append("\"; filename=\"").append(part)
                .append(".csv\"\r\nContent-Type: text/csv\r\n\r\n").append(file).append("\r\n"));
        body.append("--").append(BOUNDARY).append("--\r\n");
        return platform.admin
                .send("POST", "/api/v1/admin/imports" + query, body.toString(),
                        "Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .expect(202)
                .body()
                .get("id")
                .asString();
    }

    private JsonNode over(String id) {
        return Eventually.see(
                "the import is over",
                () -> platform.admin.get("/api/v1/admin/imports/" + id).expect(200).body(),
                job -> !job.get("finishedAt").isNull());
    }

    private static String tally(JsonNode job, String kind) {
        JsonNode row = Platform.list(job.get("report")).stream()
                .filter(one -> one.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
        return row.get("created").asInt() + " created, " + row.get("unchanged").asInt() + " unchanged, "
                + row.get("refused").asInt() + " refused";
    }

    private JsonNode bookings() {
        return platform.admin.get("/api/v1/admin/bookings?q=" + email).expect(200).body().get("items");
    }

    private String at(int hour, int minute) {
        return monday.atTime(hour, minute).atZone(BERLIN).toInstant().toString();
    }

    private LocalDate today() {
        Instant now = Instant.parse(platform.anybody.get("/demo/clock").expect(200).body().get("now").asString());
        return LocalDate.ofInstant(now, BERLIN);
    }
}
