package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Booking what the platform finds the professional for, from the request to whoever is found, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Map<String, Object> HOME = Map.of("street", "12 Lotus Marg", "city", "Mumbai");

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        offering("home-massage", Map.of("price", Map.of("amount", 150_000, "currency", "INR")));
        offering("free-visit", Map.of("price", Map.of("amount", 0, "currency", "INR")));
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.professional("demo", "lee", List.of("home-massage"));
        client = service.client("asha");
        await().until(() -> client.post(BOOKINGS, body(Map.of("match", Map.of("professionalId", "lee"), "duration", 17)))
                .text().contains("duration-not-offered"));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void today() {
        service.clock.set(NOW);
    }

    @Test
    void itIsPayableAtOnceAndConfirmedWithWhoeverIsFound() {
        JsonNode asked = client.post(BOOKINGS, body(Map.of())).expect(202).body();
        String id = asked.at("/id").asString();

        assertThat(asked.at("/status").asString()).isEqualTo("PENDING_PAYMENT");
        assertThat(asked.at("/mode").asString()).isEqualTo("MATCH");
        assertThat(asked.at("/professional").isNull()).isTrue();
        assertThat(asked.at("/payment/holdUntil").asString()).isEqualTo("2026-11-28T10:15:00Z");
        assertThat(service.typesSaidAbout(id)).containsExactly("booking.awaiting-payment.v1");
        assertThat(service.said("booking.awaiting-payment.v1", id).getFirst().has("professionalId")).isFalse();

        pay(id);
        JsonNode searched = service.said("booking.awaiting-match.v1", id).getFirst();
        assertThat(searched.at("/deadline").asString()).isEqualTo("2026-11-28T11:15:00Z");
        assertThat(searched.at("/address/city").asString()).isEqualTo("Mumbai");
        assertThat(searched.at("/earnings/amount").asLong()).isEqualTo(127_500);
        assertThat(searched.has("preference")).isFalse();
        assertThat(get(id).at("/match/until").asString()).isEqualTo("2026-11-28T11:15:00Z");
        assertThat(service.typesSaidAbout(id)).doesNotContain("booking.paid.v1", "booking.requested.v1");

        found(id, 1, "lee");
        assertThat(get(id).at("/professional/displayName").asString()).isEqualTo("Lee");
        assertThat(get(id).at("/match/until").isNull()).isTrue();
        assertThat(service.said("booking.confirmed.v1", id).getFirst().at("/professional/id").asString()).isEqualTo("lee");
        professional("lee").get(BOOKINGS + "/" + id).expect(200);
    }

    @Test
    void whomTheClientWantsIsSaid() {
        String id = client.post(BOOKINGS, body(Map.of("match", Map.of(
                        "professionalId", "lee", "gender", "FEMALE", "languages", List.of("hi", "en", "hi")))))
                .expect(202).body().at("/id").asString();
        pay(id);

        JsonNode searched = service.said("booking.awaiting-match.v1", id).getFirst();
        assertThat(searched.at("/preference").toString())
                .isEqualTo("{\"professionalId\":\"lee\",\"gender\":\"FEMALE\",\"languages\":[\"hi\",\"en\"]}");
        assertThat(searched.at("/skills/0").asString()).isEqualTo("deep tissue");
        assertThat(get(id).at("/match/gender").asString()).isEqualTo("FEMALE");
    }

    @Test
    void whatIsFreeIsLookedForAtOnce() {
        JsonNode asked = client.post(BOOKINGS, body(Map.of("offeringId", "free-visit")), "Prefer", "wait=5").expect(201).body();
        String id = asked.at("/id").asString();

        assertThat(asked.at("/status").asString()).isEqualTo("PENDING_MATCH");
        assertThat(asked.at("/payment").isNull()).isTrue();
        found(id, 1, "lee");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {"start": "2026-11-28T10:59:00Z"}                          | 422 | too-soon
            {"start": "2026-11-28T10:59:00Z", "offeringId": "at-once"}  | 422 | too-soon-to-match
            {"start": "2026-12-28T10:01:00Z"}                          | 422 | too-far
            {"professionalId": "lee"}                                  | 400 | professionalId
            {"address": null}                                          | 400 | address
            {"match": {"professionalId": "nobody"}}                    | 422 | professional-unknown
            {"match": {"professionalId": "dr-sarah-khan"}}             | 422 | offering-not-provided
            {"match": {"gender": "ANY"}}                               | 400 | match.gender
            {"match": {"languages": ["no language"]}}                  | 400 | match.languages
            {"mode": "DIRECT", "professionalId": "lee"}                | 422 | mode-unavailable
            {"offeringId": "consultation-60"}                          | 422 | mode-unavailable
            {"offeringId": "consultation-60", "mode": "DIRECT", "professionalId": "dr-sarah-khan", "match": {}} | 400 | match
            """)
    void whatCannotBeLookedForIsRefused(String change, int status, String what) {
        offering("at-once", Map.of(
                "price", Map.of("amount", 150_000, "currency", "INR"), "rules", Map.of("minNoticeMinutes", 0)));
        var body = new HashMap<>(body(Map.of()));
        tools.jackson.databind.json.JsonMapper.shared().readTree(change).properties()
                .forEach(field -> body.put(field.getKey(), field.getValue().isNull() ? null : field.getValue()));

        assertThat(client.post(BOOKINGS, body).expect(status).text()).contains(what);
    }

    @Test
    void atTheLastMomentItCanBeLookedFor() {
        offering("at-once", Map.of(
                "price", Map.of("amount", 150_000, "currency", "INR"), "rules", Map.of("minNoticeMinutes", 0)));

        client.post(BOOKINGS, body(Map.of("offeringId", "at-once", "start", "2026-11-28T11:00:00Z"))).expect(202);
    }

    @Test
    void nobodyFoundIsToldAndEverythingGoesBack() {
        String id = searching();
        service.tell("match.failed.v1", id, Map.of("bookingId", id, "revision", 1, "reason", "NOBODY_ACCEPTED", "asked", 3));
        await().until(() -> status(id), "CANCELLED"::equals);

        JsonNode cancelled = service.said("booking.cancelled.v1", id).getFirst();
        assertThat(cancelled.at("/reason").asString()).isEqualTo("Nobody who was asked could take it");
        assertThat(cancelled.at("/refund/amount").asLong()).isEqualTo(150_000);
        assertThat(cancelled.has("professional")).isFalse();
        assertThat(get(id).at("/cancellation/by").asString()).isEqualTo("PLATFORM");
    }

    @Test
    void whereMatchingSaysNothingTheBookingEndsByItself() {
        String id = searching();
        service.clock.set(NOW.plus(Duration.ofMinutes(76)));

        await().until(() -> status(id), "CANCELLED"::equals);
        assertThat(get(id).at("/cancellation/refund/amount").asLong()).isEqualTo(150_000);
        assertThat(service.said("booking.cancelled.v1", id)).hasSize(1);
    }

    @Test
    void theTimerEndsIt() {
        String id = searching();
        service.clock.set(NOW.plus(Duration.ofMinutes(75)));
        service.tell("match.timed-out.v1", id, Map.of("bookingId", id, "revision", 1, "dueAt", "2026-11-28T11:15:00Z"));

        await().until(() -> status(id), "CANCELLED"::equals);
    }

    @Test
    void theClientCallsItOffAndWhoeverWasFoundMeanwhileIsNamed() {
        String id = searching();
        assertThat(client.post(path(id, "reschedule"), Map.of("start", "2026-12-02T04:30:00Z")).expect(409).body().at("/code").asString())
                .isEqualTo("not-confirmed");
        assertThat(service.admin().post(path(id, "decline"), Map.of("reason", "No")).expect(409).body().at("/code").asString())
                .isEqualTo("no-answer-awaited");
        assertThat(client.get(path(id, "cancellation-quote")).expect(200).body().at("/refund/amount").asLong()).isEqualTo(150_000);
        client.post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200);

        matchFound(id, 1, "lee");

        await().until(() -> service.said("booking.cancelled.v1", id).size() == 2);
        assertThat(service.said("booking.cancelled.v1", id).getFirst().has("pendingSlot")).isFalse();
        assertThat(service.said("booking.cancelled.v1", id).getLast().at("/pendingSlot/professionalId").asString()).isEqualTo("lee");
        assertThat(get(id).at("/professional").isNull()).isTrue();
    }

    @Test
    void aProfessionalGivesItBackOnce() {
        String id = searching();
        found(id, 1, "lee");

        JsonNode given = professional("lee").post(path(id, "cancel"), Map.of("reason", "My car broke down")).expect(200).body();

        assertThat(given.at("/status").asString()).isEqualTo("PENDING_MATCH");
        assertThat(given.at("/revision").asInt()).isEqualTo(2);
        professional("lee").get(BOOKINGS + "/" + id).expect(404);
        await().until(() -> service.said("booking.awaiting-match.v1", id).size() == 2);
        JsonNode searched = service.said("booking.awaiting-match.v1", id).getLast();
        assertThat(searched.at("/previous/professionalId").asString()).isEqualTo("lee");
        assertThat(searched.at("/previous/revision").asInt()).isEqualTo(1);
        assertThat(searched.at("/excluded/0").asString()).isEqualTo("lee");
        assertThat(service.said("booking.cancelled.v1", id)).isEmpty();

        found(id, 2, "kim");
        professional("kim").post(path(id, "cancel"), Map.of("reason", "Ill")).expect(200);
        assertThat(status(id)).isEqualTo("CANCELLED");
        assertThat(get(id).at("/cancellation/refund/amount").asLong()).isEqualTo(150_000);
    }

    @Test
    void everybodysViewsStandThatNobodyIsFoundYet() {
        String id = searching();

        assertThat(client.get(BOOKINGS + "?status=PENDING_MATCH&limit=100").expect(200).text()).contains(id);
        assertThat(service.admin().get("/api/v1/admin/bookings?status=PENDING_MATCH&limit=100").expect(200).text()).contains(id);
        assertThat(service.admin().get("/api/v1/admin/stats").expect(200).body().at("/bookingsByStatus/PENDING_MATCH").asInt())
                .isPositive();
        assertThat(professional("lee").get(BOOKINGS + "?limit=100").expect(200).text()).doesNotContain(id);
        assertThat(client.get(path(id, "timeline")).expect(200).text()).contains("booking.awaiting-match", "match.timed-out");
        assertThat(client.get(path(id, "calendar.ics")).expect(200).text()).contains("STATUS:TENTATIVE");
        assertThat(client.get(path(id, "receipt.pdf")).expect(200).text()).startsWith("%PDF");
        client.send("PATCH", BOOKINGS + "/" + id, "{\"notes\": \"Ring twice.\"}").expect(200);
    }

    @Test
    void anAdminBooksByHandForWhoeverIsFound() {
        var body = new HashMap<>(body(Map.of("client", HoldfastApi.guest("Asha Rao", "asha@example.com"))));

        JsonNode booked = service.admin().post("/api/v1/admin/bookings", body).expect(201).body();

        assertThat(booked.at("/status").asString()).isEqualTo("PENDING_MATCH");
    }

    @Test
    void whatCanBeLookedForIsListed() {
        assertThat(service.guest().get("/api/v1/offerings?limit=100").expect(200).text()).contains("home-massage");
        assertThat(service.guest().get("/api/v1/offerings/home-massage").expect(200).body().at("/bookable").asBoolean()).isTrue();
    }

    private void offering(String id, Map<String, Object> change) {
        var body = new HashMap<String, Object>(Map.of(
                "name", "Massage at home", "confirmation", "MANUAL", "mode", "MATCH", "video", false,
                "skills", List.of("deep tissue")));
        body.putAll(change);
        service.admin().put("/api/v1/admin/offerings/" + id, body).expect(200);
    }

    private static Map<String, Object> body(Map<String, Object> change) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "home-massage", "mode", "MATCH", "start", START.toString(), "address", HOME));
        body.putAll(change);
        return body;
    }

    private String searching() {
        String id = client.post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();
        pay(id);
        return id;
    }

    private void pay(String id) {
        service.orderCreated(id);
        service.captured(id);
        await().until(() -> status(id), "PENDING_MATCH"::equals);
        await().until(() -> !service.said("booking.awaiting-match.v1", id).isEmpty());
    }

    private void found(String id, int revision, String professional) {
        matchFound(id, revision, professional);
        await().until(() -> status(id), "CONFIRMED"::equals);
        await().until(() -> service.said("booking.confirmed.v1", id).size() == revision);
    }

    private void matchFound(String id, int revision, String professional) {
        service.tell("match.found.v1", id, Map.of(
                "bookingId", id, "revision", revision, "proposalId", id + "." + revision + "." + professional,
                "professionalId", professional, "displayName", "Lee", "start", START.toString(),
                "end", START.plusSeconds(3600).toString(), "score", 0.8));
    }

    private HoldfastApi professional(String subject) {
        return service.as("demo", subject, Map.of(), "professional");
    }

    private JsonNode get(String id) {
        return client.get(BOOKINGS + "/" + id).expect(200).body();
    }

    private String status(String id) {
        return get(id).at("/status").asString();
    }

    private static String path(String id, String what) {
        return BOOKINGS + "/" + id + "/" + what;
    }
}
