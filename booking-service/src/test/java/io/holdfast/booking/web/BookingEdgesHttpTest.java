package io.holdfast.booking.web;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.holdfast.booking.BookingInstance;
import io.holdfast.defaults.streams.LiveStreams;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What comes from outside has its form and its bounds, and so has what is kept open for those outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingEdgesHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final String ADMIN_BOOKINGS = "/api/v1/admin/bookings";
    private static final String SARAH = "dr-sarah-khan";

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.clock.set(Instant.parse("2026-11-28T10:00:00Z"));
        service.catalogue("consultation-60", "INSTANT", 150_000, SARAH);
        client = service.client("asha");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    // ---- what is sent

    @Test
    void anEndlessEmailIsNone() {
        String endless = "a" + ".a".repeat(5_000) + "@example.com";
        for (String email : List.of(endless.substring(0, 10_000), endless, "a".repeat(65) + "@example.com", "a@example.1com")) {
            assertThat(fields(client.post(BOOKINGS, body(Map.of("client", Map.of("name", "Asha", "email", email))))))
                    .containsExactly("client.email");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "+1000000000-12-31T23:59:00Z", "12026-12-01T04:30:00Z", "1999-12-01T04:30:00Z", "2100-01-01T00:00:00Z", "1796099400",
        "1796099400000", "2026-12-01T04:30:00", "2026-12-01"
    })
    void aStartHasItsFormAndItsRange(String start) {
        long before = total();
        assertThat(fields(client.post(BOOKINGS, body(Map.of("start", start))))).containsExactly("start");
        assertThat(fields(service.admin().post(ADMIN_BOOKINGS, body(Map.of(
                        "start", start, "client", HoldfastApi.guest("Asha Rao", "asha@example.com"))))))
                .containsExactly("start");
        String id = requested();
        assertThat(fields(client.post(BOOKINGS + "/" + id + "/reschedule", Map.of("start", start)))).containsExactly("start");
        assertThat(total()).isEqualTo(before + 1);
    }

    @Test
    void aSpanHasItsFormAndItsRange() {
        for (String from : List.of(
                "12026-12-01", "%2B12026-12-01T00:00:00Z", "1796099400", "0001-01-01", "2026-12-01T00:00:00", "2026-02-30")) {
            assertThat(fields(client.get(BOOKINGS + "?from=" + from))).containsExactly("from");
            assertThat(fields(service.admin().get(ADMIN_BOOKINGS + "?startDate=" + from))).containsExactly("startDate");
        }
        client.get(BOOKINGS + "?from=2026-12-01&to=2026-12-01T05:30:00%2B05:30").expect(200);
    }

    @Test
    void namesAndPhonesAreFreedOfPastedMarks() {
        JsonNode booking = client.post(BOOKINGS, body(Map.of(
                        "client", Map.of("name", "\u200EAsha Rao\u202C", "email", "\uFEFFasha@example.com", "phone", "\u202A+91\u00A098123\u200B45678\u202C"),
                        "recipient", Map.of("name", "\uFEFFRavi\u200B"))))
                .expect(202)
                .body();
        assertThat(booking.at("/client/name").asString()).isEqualTo("Asha Rao");
        assertThat(booking.at("/client/email").asString()).isEqualTo("asha@example.com");
        assertThat(booking.at("/client/phone").asString()).isEqualTo("+919812345678");
        assertThat(booking.at("/recipient/name").asString()).isEqualTo("Ravi");
        assertThat(fields(client.post(BOOKINGS, body(Map.of("recipient", Map.of("name", "\u200B\u200B\u3164"))))))
                .containsExactly("recipient.name");
    }

    @Test
    void noIdIsBlank() {
        for (String blank : List.of("%20", "%E3%80%80", "%09")) {
            assertThat(client.get(BOOKINGS + "/" + blank).status()).as(blank).isBetween(400, 404);
            assertThat(client.post(BOOKINGS + "/" + blank + "/cancel", Map.of("reason", "r")).status()).isBetween(400, 404);
            assertThat(client.get("/api/v1/offerings/" + blank).status()).isBetween(400, 404);
        }
        assertThat(fields(client.post(
                        BOOKINGS + "/" + requested() + "/reschedule", Map.of("start", "2026-12-02T04:30:00Z", "professionalId", " "))))
                .containsExactly("professionalId");
    }

    @Test
    void whatATokenSaysOfSomebodyHasItsFormToo() {
        for (var claims : List.of(
                Map.<String, Object>of("name", "Asha\r\nBcc: x", "email", "a" + ".a".repeat(1_000) + "@example.com"),
                Map.<String, Object>of("name", "x".repeat(2_000), "email", "nobody"),
                Map.<String, Object>of("name", "\u200B\u3164", "email", ""))) {
            assertThat(fields(service.as("demo", "odd", claims, "client").post(BOOKINGS, body(Map.of()))))
                    .containsExactly("client.email", "client.name");
        }
    }

    @Test
    void aBookingThatCouldNotBeAnsweredIsNotMade() {
        long before = total();
        assertThat(client.post(BOOKINGS, body(Map.of()), "Accept", "text/csv").status()).isEqualTo(406);
        assertThat(client.post(BOOKINGS, body(Map.of()), "Accept", "nonsense").status()).isEqualTo(406);
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void anOfferingIsTakenAsItIsGiven() {
        JsonNode offering = service.guest().get("/api/v1/offerings/consultation-60").expect(200).body();
        JsonNode after = service.admin().put("/api/v1/admin/offerings/consultation-60", offering).expect(200).body();
        assertThat(after).isEqualTo(offering);
    }

    @Test
    void aPageBeyondTheLastIsEmptyInEveryList() {
        requested();
        for (HoldfastApi.Answer answer : List.of(
                service.admin().get(ADMIN_BOOKINGS + "?page=2147483647&limit=100"),
                service.admin().get(ADMIN_BOOKINGS + "?page=21474838&limit=100"),
                client.get(BOOKINGS + "?page=2147483647&limit=100"),
                service.guest().get("/api/v1/offerings?page=2147483647&limit=100"))) {
            assertThat(answer.expect(200).body().at("/items")).isEmpty();
            assertThat(answer.body().at("/pagination/total").asLong()).isPositive();
            assertThat(answer.body().at("/pagination/currentPage").asLong()).isGreaterThan(20_000_000);
        }
        assertThat(fields(client.get(BOOKINGS + "?page=2147483648"))).containsExactly("page");
        assertThat(fields(client.get(BOOKINGS + "?page=1&page=2"))).containsExactly("page");
    }

    @Test
    void whoeverMayReadABookingMayAskWhetherItIsThere() {
        String id = requested();
        for (String what : List.of("", "/timeline", "/cancellation-quote", "/calendar.ics", "/stream")) {
            assertThat(client.send("HEAD", BOOKINGS + "/" + id + what, null).status()).as(what).isEqualTo(200);
            assertThat(service.client("ravi").send("HEAD", BOOKINGS + "/" + id + what, null).status()).as(what).isEqualTo(404);
        }
        assertThat(service.guest().send("HEAD", "/api/v1/offerings", null).status()).isEqualTo(200);
        assertThat(client.send("HEAD", "/api/v1/admin/stats", null).status()).isEqualTo(403);
        assertThat(service.admin().send("HEAD", "/api/v1/admin/stats", null).status()).isEqualTo(200);
        // The one that was only asked for is not open.
        assertThat(service.bean(LiveStreams.class).watches(id)).isFalse();
    }

    // ---- what is kept open

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        String id = requested();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = http.send(
                    service.request(BOOKINGS + "/" + id + "/stream", "asha", Instant.now().plusSeconds(3)),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            // Comes to an end, which it would not otherwise before the test's own patience does.
            assertThat(new String(stream.body().readAllBytes())).contains("event:booking", "REQUESTED");
        }
    }

    @Test
    void onePersonHasTwentyStreamsAndAnotherIsNotHarmed() throws Exception {
        String id = service.client("many").post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();
        String other = requested();
        var open = new ArrayList<InputStream>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 20; i++) {
                var stream = http.send(service.request(BOOKINGS + "/" + id + "/stream", "many"), HttpResponse.BodyHandlers.ofInputStream());
                assertThat(stream.statusCode()).isEqualTo(200);
                open.add(stream.body());
            }
            Answer refused = service.client("many").get(BOOKINGS + "/" + id + "/stream");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(refused.body().at("/code").asString()).isEqualTo("too-many-streams");
            var another = http.send(service.request(BOOKINGS + "/" + other + "/stream", "asha"), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(another.statusCode()).isEqualTo(200);
            another.body().close();

            for (InputStream stream : open) {
                stream.close();
            }
            // That nobody reads shows when something is written, at the second time at the latest.
            service.slotReserved(id, Instant.parse("2026-11-28T10:15:00Z"));
            await().until(() -> service.admin().get(BOOKINGS + "/" + id).body().at("/status").asString().equals("PENDING_PAYMENT"));
            service.orderCreated(id);
            service.captured(id);
            await().until(() -> {
                try (InputStream again = http.send(
                                service.request(BOOKINGS + "/" + id + "/stream", "many"), HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
                    return new String(again.readNBytes(6)).equals("event:");
                }
            });
        }
    }

    // ---- how

    private String requested() {
        return client.post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();
    }

    private long total() {
        return service.admin().get(ADMIN_BOOKINGS + "?limit=1").expect(200).body().at("/pagination/total").asLong();
    }

    private static List<String> fields(Answer answer) {
        return answer.expect(400).body().at("/errors").valueStream().map(error -> error.at("/field").asString()).toList();
    }

    private static Map<String, Object> body(Map<String, Object> otherwise) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60", "professionalId", SARAH, "start", "2026-12-01T04:30:00Z",
                "notes", UUID.randomUUID().toString()));
        body.putAll(otherwise);
        return body;
    }
}
