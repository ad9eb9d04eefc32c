package io.holdfast.booking.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Files are checked whole and then written, and the same again changes nothing. Professionals are others' to say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsHttpTest {

    private static final String IMPORTS = "/api/v1/admin/imports";
    private static final String BOUNDARY = "between-the-parts";
    private static final String SARAH = "dr-sarah-khan";
    private static final String BOOKINGS_HEADING = "id,offeringId,professionalId,start,duration,clientName,clientEmail,clientPhone\n";

    private BookingInstance service;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, SARAH);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aDryRunSaysOfEachKindWhatWouldBecomeOfItsRowsAndChangesNothing() {
        String id = imports("?source=dry", Map.of(
                "offerings", """
                        id;name;durations;price;currency;confirmation
                        dry-yoga;Yoga;60;500,50;INR;
                        dry-broken;;7;-3;XXX;MAYBE
                        consultation-60;Consultation;;;;
                        """,
                "professionals", """
                        id,displayName,email,category,hourlyRate,zone,offeringIds,hours,breaks
                        dr-dry,Dr Dry,dry@example.com,Therapist,0,Asia/Kolkata,dry-yoga,MON-FRI 09:00-17:00,MON 12:00-13:00
                        dr-hours,Dr Hours,hours@example.com,Therapist,0,Asia/Kolkata,dry-yoga,whenever,
                        """,
                "contacts", """
                        name,email,phone
                        Asha Dry,asha.dry@example.com,09812345678
                        Asha Again,Asha.Dry@example.com,
                        X,nobody,12
                        """,
                "bookings", BOOKINGS_HEADING + """
                        d1,dry-yoga,dr-dry,2026-12-07 10:00,60,Asha Dry,asha.dry@example.com,
                        d2,dry-yoga,dr-dry,2026-12-07T05:00:00Z,60,Ben Dry,ben.dry@example.com,
                        d3,consultation-60,dr-sarah-khan,2026-01-07T05:00:00Z,60,Asha Dry,asha.dry@example.com,
                        d4,nothing,dr-sarah-khan,2026-12-07T05:00:00Z,60,A,asha.dry@example.com,none
                        d1,consultation-60,dr-sarah-khan,2026-12-08T05:00:00Z,60,Asha Dry,asha.dry@example.com,
                        d6,consultation-60,dr-sarah-khan,2026-12-08T05:00:00Z,45,Asha Dry,asha.dry@example.com,
                        """));
        answerProfessionals(id, true, "CREATED");

        JsonNode report = report(id);
        assertThat(report.at("/status").asString()).isEqualTo("DONE");
        assertThat(tally(report, "OFFERINGS")).isEqualTo("3 rows: 1 created, 0 updated, 1 unchanged, 1 refused, 0 left out");
        assertThat(tally(report, "PROFESSIONALS")).isEqualTo("2 rows: 1 created, 0 updated, 0 unchanged, 1 refused, 0 left out");
        assertThat(tally(report, "CONTACTS")).isEqualTo("3 rows: 1 created, 0 updated, 0 unchanged, 2 refused, 0 left out");
        assertThat(tally(report, "BOOKINGS")).isEqualTo("6 rows: 1 created, 0 updated, 0 unchanged, 4 refused, 1 left out");
        assertThat(refusals(report)).contains(
                "OFFERINGS 3 name: is needed",
                "OFFERINGS 3 confirmation: must be INSTANT or MANUAL",
                "OFFERINGS 3 currency: must be the ISO 4217 code of a currency in use, such as INR",
                "PROFESSIONALS 3 hours: must be hours such as MON-FRI 09:00-17:00 | SAT 10:00-12:00",
                "CONTACTS 3 email: stands in line 2 already",
                "CONTACTS 4 name: must have 2 to 50 characters",
                "CONTACTS 4 phone: must be a phone number such as +919812345678",
                "BOOKINGS 3 start: That time is taken by line 2 already.",
                "BOOKINGS 5 clientName: must have 2 to 50 characters",
                "BOOKINGS 6 id: stands in line 2 already",
                "BOOKINGS 7 : This offering lasts [30, 60, 90, 120] minutes, not 45.");
        service.admin().get("/api/v1/admin/offerings/dry-yoga").expect(404);
        assertThat(items("/api/v1/admin/contacts?q=dry")).isEmpty();
        assertThat(items("/api/v1/admin/bookings?q=dry")).isEmpty();
        assertThat(storedRows()).isZero();
    }

    @Test
    void whatIsImportedIsWrittenOnceHoweverOftenItComes() {
        Map<String, String> files = Map.of(
                "offerings", "id,name,durations,price\nreal-yoga,Yoga,60,500\n",
                "professionals", "id,displayName,email,category,hourlyRate,zone,offeringIds\n"
                        + "dr-real,Dr Real,real@example.com,Therapist,0,Asia/Kolkata,real-yoga\n",
                "contacts", "id,name,email,phone,notes\nc1,Asha Real,asha.real@example.com,+919812345670,Likes tea.\n",
                "bookings", "id,offeringId,professionalId,start,duration,contactId\n"
                        + "r1,real-yoga,dr-real,2026-12-07 10:00,60,c1\n");
        String id = imports("?dryRun=false&source=real", files);
        answerProfessionals(id, true, "CREATED");
        answerProfessionals(id, false, "CREATED");
        // It is written by matching-service, and not known here yet.
        assertThat(items("/api/v1/admin/bookings?q=real")).isEmpty();
        service.professional("demo", "dr-real", List.of("real-yoga"));
        goOn();
        JsonNode requested = only("/api/v1/admin/bookings?q=real");
        assertThat(requested.at("/status").asString()).isEqualTo("REQUESTED");
        assertThat(requested.at("/start").asString()).isEqualTo("2026-12-07T04:30:00Z");
        confirm(requested.at("/id").asString(), "dr-real", "2026-12-07T04:30:00Z");
        goOn();

        JsonNode report = report(id);
        assertThat(report.at("/status").asString()).isEqualTo("DONE");
        for (String kind : List.of("OFFERINGS", "PROFESSIONALS", "CONTACTS", "BOOKINGS")) {
            assertThat(tally(report, kind)).isEqualTo("1 rows: 1 created, 0 updated, 0 unchanged, 0 refused, 0 left out");
        }
        JsonNode booking = only("/api/v1/admin/bookings?q=asha.real@example.com");
        assertThat(booking.at("/status").asString()).isEqualTo("CONFIRMED");
        assertThat(service.said("booking.confirmed.v1", booking.at("/id").asString()).getFirst().at("/quiet").asBoolean()).isTrue();
        JsonNode contact = only("/api/v1/admin/contacts?q=real");
        assertThat(contact.at("/phone").asString()).isEqualTo("+919812345670");
        assertThat(contact.at("/firstBookedAt").isNull()).isFalse();
        assertThat(storedRows()).isZero();

        String again = imports("?dryRun=false&source=real", files);
        answerProfessionals(again, true, "UNCHANGED");
        answerProfessionals(again, false, "UNCHANGED");
        goOn();
        for (String kind : List.of("OFFERINGS", "PROFESSIONALS", "CONTACTS", "BOOKINGS")) {
            assertThat(tally(report(again), kind)).isEqualTo("1 rows: 0 created, 0 updated, 1 unchanged, 0 refused, 0 left out");
        }
        assertThat(items("/api/v1/admin/bookings?q=real")).hasSize(1);
    }

    @Test
    void whereARowIsRefusedNothingIsImportedUnlessItIsToBeLeftOut() {
        Map<String, String> files = Map.of("contacts", "name,email\nAsha Half,asha.half@example.com\nBen Half,none\n");

        String strict = imports("?dryRun=false&source=half", files);
        goOn();
        assertThat(report(strict).at("/status").asString()).isEqualTo("REFUSED");
        assertThat(items("/api/v1/admin/contacts?q=half")).isEmpty();

        String lenient = imports("?dryRun=false&skipRefused=true&source=half", files);
        goOn();
        JsonNode report = report(lenient);
        assertThat(report.at("/status").asString()).isEqualTo("DONE");
        assertThat(tally(report, "CONTACTS")).isEqualTo("2 rows: 1 created, 0 updated, 0 unchanged, 1 refused, 0 left out");
        assertThat(refusals(report)).containsExactly("CONTACTS 3 email: must be an email address");
        JsonNode contact = only("/api/v1/admin/contacts?q=half");
        assertThat(contact.at("/firstBookedAt").isNull()).as("has not booked").isTrue();
    }

    @Test
    void whatTheCalendarTurnsDownIsReportedAndAskedForOnceMoreByTheNextImport() {
        Map<String, String> files = Map.of(
                "bookings",
                BOOKINGS_HEADING
                        + "t1,consultation-60,dr-sarah-khan,2026-12-09T05:00:00Z,60,Tara Taken,tara.taken@example.com,\n");
        String id = imports("?dryRun=false&notify=true&source=taken", files);
        goOn();
        String booking = only("/api/v1/admin/bookings?q=taken").at("/id").asString();
        service.tell("slot.rejected.v1", booking, Map.of(
                "bookingId", booking, "revision", 1, "reason", "BOOKED", "conflicts", List.of(Map.of(
                        "bookingId", "b-other", "number", "HF-2026-000777",
                        "start", "2026-12-09T04:30:00Z", "end", "2026-12-09T05:30:00Z"))));
        goOn();

        JsonNode report = report(id);
        assertThat(tally(report, "BOOKINGS")).isEqualTo("1 rows: 0 created, 0 updated, 0 unchanged, 1 refused, 0 left out");
        assertThat(refusals(report)).containsExactly("BOOKINGS 2 start: That time was just taken. In the way: HF-2026-000777 from "
                + "2026-12-09T04:30:00Z to 2026-12-09T05:30:00Z.");

        service.clock.advance(Duration.ofSeconds(2));
        String again = imports("?dryRun=false&notify=true&source=taken", files);
        goOn();
        String second = items("/api/v1/admin/bookings?q=taken").getFirst().at("/id").asString();
        assertThat(second).isNotEqualTo(booking);
        confirm(second, SARAH, "2026-12-09T05:00:00Z");
        goOn();
        assertThat(tally(report(again), "BOOKINGS")).isEqualTo("1 rows: 1 created, 0 updated, 0 unchanged, 0 refused, 0 left out");
        assertThat(service.said("booking.confirmed.v1", second).getFirst().has("quiet")).isFalse();
    }

    /** It fails between two rows of a chunk, as when an instance dies there. */
    @Test
    void whatWasLeftHalfWrittenIsTakenUpAgainAndCountedAsItWasMeant() {
        var dies = new AtomicBoolean(true);
        bookings().beforeCommit(decided -> {
            if (decided.after().terms().client().contact().name().equals("Cut Second") && dies.getAndSet(false)) {
                throw new DataAccessResourceFailureException("This instance gets no further.");
            }
        });
        String id = imports("?dryRun=false&source=cut", Map.of("bookings", BOOKINGS_HEADING
                + "x1,consultation-60,dr-sarah-khan,2026-12-11T05:00:00Z,60,Cut First,cut.first@example.com,\n"
                + "x2,consultation-60,dr-sarah-khan,2026-12-11T07:00:00Z,60,Cut Second,cut.second@example.com,\n"));
        goOn();
        assertThat(dies).isFalse();
        for (JsonNode booking : items("/api/v1/admin/bookings?q=cut")) {
            confirm(booking.at("/id").asString(), SARAH, booking.at("/start").asString());
        }
        goOn();

        assertThat(tally(report(id), "BOOKINGS")).isEqualTo("2 rows: 2 created, 0 updated, 0 unchanged, 0 refused, 0 left out");
        assertThat(items("/api/v1/admin/bookings?q=cut")).hasSize(2);
    }

    @Test
    void aBookingHereIsInTheWayOfOneFromThere() {
        String id = service.admin().post("/api/v1/admin/bookings", Map.of(
                        "offeringId", "consultation-60", "professionalId", SARAH, "start", "2026-12-10T05:00:00Z", "duration", 60,
                        "client", HoldfastApi.guest("Way Layer", "way@example.com")), "Prefer", "wait=0")
                .expect(202).body().at("/id").asString();
        String number = only("/api/v1/admin/bookings?q=way@example.com").at("/number").asString();

        String dry = imports("?source=way", Map.of("bookings", BOOKINGS_HEADING
                + "w1,consultation-60,dr-sarah-khan,2026-12-10T05:30:00Z,60,Ben Way,ben.w@example.com,\n"
                + "w2,consultation-60,dr-sarah-khan,2026-12-10T06:00:00Z,60,Ben Way,ben.w@example.com,\n"));
        goOn();

        assertThat(refusals(report(dry))).as(id).containsExactly("BOOKINGS 2 start: That time is taken by " + number
                + " from 2026-12-10T05:00:00Z to 2026-12-10T06:00:00Z.");
    }

    @Test
    void aDumpOfEasyAppointmentsIsReadAsTheSame() {
        String id = imports("?source=praxis", Map.of("dump", DumpRowsTest.dump()));
        assertThat(service.said("import.professionals-submitted.v1", id).getFirst().at("/professionals/0/hours/0/day").asString())
                .isEqualTo("MONDAY");
        answerProfessionals(id, true, "CREATED");

        JsonNode report = report(id);
        assertThat(report.at("/format").asString()).isEqualTo("EASY_APPOINTMENTS_DUMP");
        assertThat(refusals(report)).isEmpty();
        assertThat(tally(report, "OFFERINGS")).isEqualTo("2 rows: 2 created, 0 updated, 0 unchanged, 0 refused, 0 left out");
        assertThat(tally(report, "CONTACTS")).isEqualTo("1 rows: 1 created, 0 updated, 0 unchanged, 0 refused, 0 left out");
        assertThat(tally(report, "BOOKINGS")).isEqualTo("4 rows: 1 created, 0 updated, 0 unchanged, 0 refused, 3 left out");
    }

    @Test
    void whatCannotBeReadIsRefusedAtOnceAndNothingOfItIsKept() {
        Answer unknown = send("", Map.of("contacts", "name,colour\nAsha,blue\n")).expect(422);
        assertThat(unknown.body().at("/code").asString()).isEqualTo("import-unreadable");
        send("", Map.of("something", "x")).expect(422);
        send("?source=No%20Name", Map.of("contacts", "name,email\n")).expect(400);
        service.admin().send("POST", IMPORTS, "{}", "Content-Type", "application/json").expect(415);
        Answer broken = service.admin().send("POST", IMPORTS, "--x\r\n", "Content-Type", "multipart/form-data; boundary=y");
        assertThat(broken.status()).as(broken.text()).isIn(400, 422);
        // Rows that came before what cannot be read.
        send("", Map.of("contacts", "name,email\n" + "Asha,asha@example.com\n".repeat(250) + "a,b,c\n")).expect(422);
        assertThat(storedRows()).isZero();
    }

    @Test
    void addressesWithinOurNetworkAreNotRead() {
        for (String url : List.of("http://127.0.0.1:8081/", "https://169.254.169.254/", "https://[::1]/")) {
            Answer refused = service.admin()
                    .post(IMPORTS + "/easy-appointments", Map.of("url", url, "token", "secret"))
                    .expect(422);
            assertThat(refused.body().at("/code").asString()).startsWith("import-target-");
        }
        service.admin().post(IMPORTS + "/easy-appointments", Map.of("url", "praxis", "token", "secret")).expect(400);
        service.client("asha").post(IMPORTS + "/easy-appointments", Map.of("url", "praxis", "token", "secret")).expect(403);
        assertThat(storedRows()).isZero();
    }

    /** Other requests are read up to 1 MB; these up to 32 MB. */
    @Test
    void aFileMayBeLargerThanOtherRequests() {
        String rows = "name,email,notes\n" + IntStream.range(0, 2_000)
                .mapToObj(row -> "Large File,none," + "x".repeat(1_000) + "\n")
                .collect(Collectors.joining());
        String id = imports("?source=large", Map.of("contacts", rows));
        goOn();
        assertThat(tally(report(id), "CONTACTS")).startsWith("2000 rows: 0 created").contains("2000 refused");
        assertThat(report(id).at("/refusals").size()).isEqualTo(1_000);
        send("", Map.of("contacts", "x".repeat(33 * 1024 * 1024))).expect(413);
        service.admin()
                .send("POST", IMPORTS + "/other", "x".repeat(2 * 1024 * 1024), "Content-Type", "multipart/form-data; boundary=x")
                .expect(413);
    }

    @Test
    void theSameKeyIsTheSameImport() {
        Map<String, String> files = Map.of("contacts", "name,email\nAsha Key,asha.key@example.com\n");
        String first = send("?source=key", files, "Idempotency-Key", "import-key-1").expect(202).body().at("/id").asString();
        String second = send("?source=key", files, "Idempotency-Key", "import-key-1").expect(202).body().at("/id").asString();
        assertThat(second).isEqualTo(first);
        Answer reused = send("?source=key&dryRun=false", files, "Idempotency-Key", "import-key-1").expect(422);
        assertThat(reused.body().at("/code").asString()).isEqualTo("idempotency-key-reused");
        goOn();
    }

    @Test
    void onlyTheTenantsAdminsImportAndSee() {
        String id = imports("?source=mine", Map.of("contacts", "name,email\nAsha Mine,asha.mine@example.com\n"));
        goOn();
        Map<String, Object> nobody = Map.of();
        service.guest().get(IMPORTS + "/" + id).expect(401);
        service.client("asha").get(IMPORTS).expect(403);
        service.as("other", "admin", nobody, "admin").get(IMPORTS + "/" + id).expect(404);
        assertThat(service.as("other", "admin", nobody, "admin").get(IMPORTS).expect(200).body().at("/items").size()).isZero();
        assertThat(items(IMPORTS + "?limit=100").stream().map(one -> one.at("/id").asString())).contains(id);
    }

    @SuppressWarnings("unchecked")
    private Aggregates<Booking, BookingEvent, ?> bookings() {
        return (Aggregates<Booking, BookingEvent, ?>) service.bean("bookings", Aggregates.class);
    }

    // ---- what is sent

    private String imports(String query, Map<String, String> files) {
        goOn();
        String id = send(query, files).expect(202).body().at("/id").asString();
        service.awaitIdle();
        return id;
    }

    private Answer send(String query, Map<String, String> files, String... headers) {
        var body = new StringBuilder();
        new TreeMap<>(files).forEach((part, file) -> body.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(part).append("\"; filename=\"").append(part)
                .append(".csv\"\r\nContent-Type: text/csv\r\n\r\n").append(file).append("\r\n"));
        body.append("--").append(BOUNDARY).append("--\r\n");
        var all = new ArrayList<>(List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
        all.addAll(List.of(headers));
        return service.admin().send("POST", IMPORTS + query, body.toString(), all.toArray(String[]::new));
    }

    // ---- what others say

    /** Both who own professionals say the same of all that were submitted. */
    private void answerProfessionals(String id, boolean dryRun, String status) {
        JsonNode submitted = service.said("import.professionals-submitted.v1", id).getLast();
        assertThat(submitted.at("/dryRun").asBoolean()).isEqualTo(dryRun);
        List<Map<String, Object>> answers = submitted.at("/professionals").valueStream()
                .map(row -> Map.<String, Object>of("line", row.at("/line").asInt(), "status", status))
                .toList();
        for (String type : List.of("import.schedules-answered.v1", "import.profiles-answered.v1")) {
            service.tell(type, id, Map.of("importId", id, "chunk", submitted.at("/chunk").asInt(), "dryRun", dryRun, "answers", answers));
        }
        goOn();
    }

    private void confirm(String booking, String professional, String start) {
        Instant begins = Instant.parse(start);
        service.tell("slot.reserved.v1", booking, Map.of(
                "bookingId", booking, "revision", 1, "professionalId", professional, "start", start,
                "end", begins.plusSeconds(3_600).toString(),
                "holdUntil", service.clock.instant().plusSeconds(900).toString()));
        service.awaitIdle();
        service.moved(booking, 1, professional, begins);
        service.awaitIdle();
    }

    /** It looks again after a moment. */
    private void goOn() {
        service.awaitIdle();
        service.clock.advance(Duration.ofMillis(300));
        service.awaitIdle();
    }

    // ---- what there is

    private JsonNode report(String id) {
        return service.admin().get(IMPORTS + "/" + id).expect(200).body();
    }

    private static String tally(JsonNode report, String kind) {
        JsonNode row = report.at("/report").valueStream()
                .filter(one -> one.at("/kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
        return row.at("/rows").asInt() + " rows: " + row.at("/created").asInt() + " created, " + row.at("/updated").asInt()
                + " updated, " + row.at("/unchanged").asInt() + " unchanged, " + row.at("/refused").asInt() + " refused, "
                + row.at("/leftOut").asInt() + " left out";
    }

    private static List<String> refusals(JsonNode report) {
        return report.at("/refusals").valueStream()
                .map(one -> one.at("/kind").asString() + " " + one.at("/line").asInt() + " " + one.at("/field").asString() + ": "
                        + one.at("/message").asString())
                .toList();
    }

    private List<JsonNode> items(String path) {
        return service.admin().get(path).expect(200).body().at("/items").valueStream().toList();
    }

    private JsonNode only(String path) {
        List<JsonNode> items = items(path);
        assertThat(items).as(path).hasSize(1);
        return items.getFirst();
    }

    private long storedRows() {
        return service.bean(MongoOperations.class).findAll(Document.class, "import-rows").size();
    }
}
