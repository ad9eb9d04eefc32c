package io.holdfast.booking.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.mongodb.core.MongoOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All bookings of a tenant as a file: each once, as the list would have them, and only for its admins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingExportHttpTest {

    private static final String EXPORT = "/api/v1/admin/bookings/export.csv";
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aBookingIsARow() throws IOException {
        String id = requested("=HYPERLINK(\"http://evil.example\")", "row@example.com", "2026-12-01T04:30:00Z");
        service.slotReserved(id, service.clock.instant().plusSeconds(900));
        await().until(() -> !service.said("booking.awaiting-payment.v1", id).isEmpty());

        CSVRecord row = rows(service.admin().get(EXPORT).expect(200)).stream()
                .filter(each -> each.get("id").equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(row.get("clientName")).isEqualTo("'=HYPERLINK(\"http://evil.example\")");
        assertThat(row.get("clientPhone")).startsWith("'+91");
        assertThat(row.get("status")).isEqualTo("PENDING_PAYMENT");
        assertThat(row.get("number")).startsWith("HF-2026-");
        assertThat(row.get("offering")).isEqualTo("Consultation");
        assertThat(row.get("start")).isEqualTo("2026-12-01T04:30:00Z");
        assertThat(row.get("currency")).isEqualTo("INR");
        assertThat(row.get("final")).isEqualTo("1500.00");
        assertThat(row.get("companyFee")).isEqualTo("225.00");
        assertThat(row.get("paid")).isEqualTo("0.00");
        assertThat(row.get("confirmedAt")).isEmpty();
    }

    @Test
    void filtersAreTheLists() throws IOException {
        String december = requested("Asha Rao", "filter1@example.com", "2026-12-03T04:30:00Z");
        String other = requested("Asha Rao", "filter2@example.com", "2026-12-04T04:30:00Z");
        service.slotRejected(other, "BOOKED");
        await().until(() -> !service.said("booking.rejected.v1", other).isEmpty());

        assertThat(ids(EXPORT + "?startDate=2026-12-03&endDate=2026-12-03")).containsExactly(december);
        assertThat(ids(EXPORT + "?status=REJECTED")).containsExactly(other);
        // And by what is not about time or status, as the list takes it.
        String anjali = requested("Anjali Filter", "filter3@example.com", "2026-12-02T05:30:00Z");
        assertThat(ids(EXPORT + "?q=anjali+fil")).containsExactly(anjali);
        assertThat(ids(EXPORT + "?q=anjali&startDate=2026-12-03")).isEmpty();
        assertThat(ids(EXPORT + "?q=anjali&professionalId=dr-sarah-khan&offeringId=consultation-60")).containsExactly(anjali);
        assertThat(ids(EXPORT + "?q=anjali&professionalId=dr-james-lee")).isEmpty();
        assertThat(ids(EXPORT + "?q=anjali&offeringId=clinic-intake")).isEmpty();
        service.admin().get(EXPORT + "?professionalId=").expect(400);
        service.admin().get(EXPORT + "?status=GONE").expect(400);
        service.admin().get(EXPORT + "?startDate=tomorrow").expect(400);
        service.admin().get(EXPORT + "?status=REJECTED&status=EXPIRED").expect(400);
    }

    @Test
    void eachIsThereOnceHoweverManyWereRequestedAtTheSameMoment() throws IOException {
        Document one = stored(requested("Asha Rao", "many@example.com", "2026-12-05T04:30:00Z"));
        Instant moment = Instant.parse("2026-11-20T10:00:00Z");
        List<String> expected = copies(one, "crowd", IntStream.range(0, 1_300)
                .mapToObj(index -> index < 700 ? moment : moment.plusMillis(index / 3)));

        List<String> ids = rows(service.as("crowd", "boss", Map.of(), "admin").get(EXPORT).expect(200)).stream()
                .map(row -> row.get("id"))
                .toList();

        assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whoStopsReadingStopsTheExport() throws Exception {
        Document one = stored(requested("Asha Rao", "stop@example.com", "2026-12-06T04:30:00Z"));
        copies(one, "early", IntStream.range(0, 3_000).mapToObj(index -> Instant.parse("2026-11-20T10:00:00Z").plusMillis(index)));
        HoldfastApi boss = service.as("early", "boss", Map.of(), "admin");

        HttpResponse<InputStream> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(boss.request(EXPORT).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.body().readNBytes(1_000)).hasSize(1_000);
        answer.body().close();

        // Nothing is held for who left: the next one gets all of it.
        assertThat(rows(boss.get(EXPORT).expect(200))).hasSize(3_000);
    }

    @Test
    void onlyTheTenantsAdmins() throws IOException {
        requested("Asha Rao", "admins@example.com", "2026-12-07T04:30:00Z");

        service.guest().get(EXPORT).expect(401);
        service.client("asha").get(EXPORT).expect(403);
        assertThat(rows(service.as("nobodys", "boss", Map.of(), "admin").get(EXPORT).expect(200))).isEmpty();
        Answer head = service.admin().send("HEAD", EXPORT, null).expect(200);
        assertThat(head.header("Content-Disposition")).isEqualTo("attachment; filename=\"bookings.csv\"");
        assertThat(head.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    }

    private String requested(String name, String email, String start) {
        return service.guest()
                .post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60", "professionalId", "dr-sarah-khan", "start", start, "duration", 60,
                        "client", HoldfastApi.guest(name, email)))
                .expect(202)
                .body()
                .path("id")
                .asString();
    }

    private List<String> ids(String path) throws IOException {
        return rows(service.admin().get(path).expect(200)).stream().map(row -> row.get("id")).toList();
    }

    private static List<CSVRecord> rows(Answer answer) throws IOException {
        return CSV.parse(new StringReader(answer.text())).getRecords();
    }

    private Document stored(String id) {
        return service.bean(MongoOperations.class).getCollection("bookings").find(new Document("_id", id)).first();
    }

    private static Object like(Object stored, String value) {
        return stored instanceof Document ? new Document("value", value) : value;
    }

    /** As they would be if so many had been requested then. */
    private List<String> copies(Document booking, String tenant, Stream<Instant> moments) {
        var copies = new ArrayList<Document>();
        moments.forEach(moment -> {
            String id = tenant + "-" + copies.size();
            var terms = new Document(booking.get("terms", Document.class)).append("requestedAt", Date.from(moment));
            terms.put("_id", like(terms.get("_id"), id));
            terms.put("tenant", like(terms.get("tenant"), tenant));
            copies.add(new Document(booking)
                    .append("_id", id)
                    .append("tenantId", tenant)
                    .append("terms", terms)
                    .append("requestedAt", Date.from(moment)));
        });
        service.bean(MongoOperations.class).getCollection("bookings").insertMany(copies);
        return copies.stream().map(copy -> copy.getString("_id")).toList();
    }
}
