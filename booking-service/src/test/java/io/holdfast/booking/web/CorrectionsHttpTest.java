package io.holdfast.booking.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
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

/** What was said at booking is put right over HTTP, by those who may and as long as it helps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrectionsHttpTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final String SARAH = "dr-sarah-khan";

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 0, SARAH);
        client = service.client("asha");
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
    void whatIsLeftOutStaysAndNullClears() {
        String id = confirmed(visit());

        JsonNode after = patch(client, id, """
                {"client": {"phone": "98123 45670"}, "recipient": {"phone": null}, "address": {"building": "B-8"},
                 "language": "hi", "notes": null}""").expect(200).body();

        assertThat(after.at("/client/name").asString()).isEqualTo("Asha Rao");
        assertThat(after.at("/client/email").asString()).isEqualTo("asha@example.com");
        assertThat(after.at("/client/phone").asString()).isEqualTo("+919812345670");
        assertThat(after.at("/recipient/name").asString()).isEqualTo("Ravi Rao");
        assertThat(after.at("/recipient/phone").isNull()).isTrue();
        assertThat(after.at("/address/street").asString()).isEqualTo("12 Lotus Marg");
        assertThat(after.at("/address/building").asString()).isEqualTo("B-8");
        assertThat(after.at("/address/apartment").asString()).isEqualTo("42");
        assertThat(after.at("/language").asString()).isEqualTo("hi");
        assertThat(after.at("/notes").isNull()).isTrue();
        assertThat(after.at("/corrections/0/changed").valueStream().map(JsonNode::asString))
                .containsExactly("client.phone", "recipient", "address", "language", "notes");
        assertThat(after.at("/corrections/0/triggeredBy").asString()).isEqualTo("CLIENT");

        JsonNode cleared = patch(client, id, "{\"recipient\": null}", "Content-Type", "application/merge-patch+json")
                .expect(200).body();
        assertThat(cleared.at("/recipient").isNull()).isTrue();
        assertThat(client.get(path(id)).expect(200).body()).isEqualTo(cleared);
    }

    @Test
    void whoMustKnowIsToldAllOfItAndNotWhatItWas() {
        String id = confirmed(visit());

        patch(client, id, "{\"client\": {\"phone\": \"+919812345670\"}, \"notes\": \"Ring thrice.\"}").expect(200);
        patch(client, id, "{\"client\": {\"phone\": \"+919812345670\"}}").expect(200);

        await().until(() -> service.said("booking.corrected.v1", id).size() == 1);
        JsonNode told = service.said("booking.corrected.v1", id).getFirst();
        assertThat(told.at("/changed").valueStream().map(JsonNode::asString)).containsExactly("client.phone", "notes");
        assertThat(told.at("/correction").asInt()).isEqualTo(1);
        assertThat(told.at("/confirmed").asBoolean()).isTrue();
        assertThat(told.at("/client/phone").asString()).isEqualTo("+919812345670");
        assertThat(told.at("/notes").asString()).isEqualTo("Ring thrice.");
        assertThat(told.toString()).doesNotContain("Ring twice.");
        assertThat(client.get(path(id) + "/timeline").body().at("/items").valueStream()
                        .filter(entry -> entry.at("/type").asString().equals("booking.corrected")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at("/detail").asString()).isEqualTo("client.phone, notes"));
        patch(client, id, "{\"notes\": \"Ring.\"}").expect(200);
        await().until(() -> service.said("booking.corrected.v1", id).size() == 2);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'client':{'name':'A'}}              | client.name      | must have 2 to 50 characters",
        "{'client':{'name':null}}             | client.name      | is needed",
        "{'client':null}                      | client           | cannot be removed",
        "{'client':{'email':'x@example.com'}} | client.email     | is not a field of this request",
        "{'client':{'email':null}}            | client.email     | is not a field of this request",
        "{'client':'Asha'}                    | client           | must be object",
        "{'client':{'phone':'12'}}            | client.phone     | must be a phone number such as +919812345678",
        "{'recipient':{'phone':'12'}}         | recipient.phone  | must be a phone number such as +919812345678",
        "{'recipient':{'name':null}}          | recipient.name   | is needed",
        "{'recipient':{'name':'\u200B\u200B'}}  | recipient.name   | is needed",
        "{'address':{'street':'abc'}}         | address.street   | must have 5 to 100 characters",
        "{'address':{'street':null}}          | address.street   | is needed",
        "{'address':{'country':'IN'}}         | address.country  | is not a field of this request",
        "{'language':null}                    | language         | cannot be removed",
        "{'language':'klingon'}               | language         | must be a language tag such as en",
        "{'notes':5}                          | notes            | must be text",
        "{'status':'CONFIRMED'}               | status           | is not a field of this request",
        "{'status':null}                      | status           | is not a field of this request",
        "[]                                   | (body)           | must be object"
    })
    void theRulesAreThoseOfBooking(String body, String field, String message) {
        String id = confirmed(visit());

        JsonNode problem = patch(client, id, body.replace('\'', '"')).expect(400).body();

        assertThat(problem.at("/errors")).singleElement().satisfies(error -> {
            assertThat(error.at("/field").asString()).isEqualTo(field);
            assertThat(error.at("/message").asString()).isEqualTo(message);
        });
        assertThat(client.get(path(id)).body().at("/corrections")).isEmpty();
    }

    @Test
    void itsClientAGuestWithTheTokenAndAdminsMayAndNobodyElse() {
        String body = "{\"notes\": \"Ring.\"}";
        String id = confirmed(visit());
        JsonNode guests = service.guest()
                .post("/api/v1/bookings", otherwise(Map.of("client", HoldfastApi.guest("Asha Rao", "guest@example.com"))))
                .expect(202).body();
        String guestId = guests.at("/id").asString();

        patch(service.guest(), guestId, body).expect(401);
        patch(service.guest(), guestId, body, "Holdfast-Manage-Token", "wrong").expect(404);
        patch(service.guest(), id, body, "Holdfast-Manage-Token", guests.at("/manageToken").asString()).expect(404);
        patch(service.guest(), guestId, body, "Holdfast-Manage-Token", guests.at("/manageToken").asString()).expect(200);
        patch(service.client("client2"), id, body).expect(404);
        patch(service.as("other", "boss", Map.of(), "admin"), id, body).expect(404);
        patch(service.as("demo", SARAH, Map.of(), "professional"), id, body).expect(403);

        JsonNode byAdmin = patch(service.admin(), id, body).expect(200).body();
        assertThat(byAdmin.at("/corrections/0/by").asString()).isEqualTo("admin");
        assertThat(client.get(path(id)).body().at("/corrections/0").has("by")).isFalse();
    }

    @Test
    void onceItHasBegunOrEndedItStaysAsItIs() {
        String begun = confirmed(visit());
        String cancelled = confirmed(visit());
        client.post(path(cancelled) + "/cancel", Map.of("reason", "Ill")).expect(200);
        service.clock.set(START);

        for (var refused : List.of(
                Map.entry(begun, "booking-started"), Map.entry(cancelled, "booking-ended"))) {
            JsonNode problem = patch(client, refused.getKey(), "{\"notes\": \"x\"}").expect(409).body();
            assertThat(problem.at("/code").asString()).isEqualTo(refused.getValue());
            assertThat(client.get(path(refused.getKey())).body().at("/notes").asString()).isEqualTo("Ring twice.");
        }
    }

    @Test
    void whereItTakesPlaceIsCorrectedAndNotChanged() {
        String visit = confirmed(visit());
        String online = confirmed(Map.of());

        assertThat(patch(client, visit, "{\"address\": null}").expect(422).body().at("/code").asString())
                .isEqualTo("address-needed");
        assertThat(patch(client, online, "{\"address\": {\"street\": \"12 Lotus Marg\", \"city\": \"Mumbai\"}}")
                        .expect(422).body().at("/code").asString())
                .isEqualTo("address-not-wanted");
    }

    private static Map<String, Object> visit() {
        return Map.of(
                "client", Map.of("name", "Asha Rao", "email", "asha@example.com"),
                "recipient", Map.of("name", "Ravi Rao", "phone", "+919812345679"),
                "address", Map.of("street", "12 Lotus Marg", "city", "Mumbai", "building", "B-7", "apartment", "42"),
                "notes", "Ring twice.");
    }

    private String confirmed(Map<String, Object> otherwise) {
        String id = client.post("/api/v1/bookings", otherwise(otherwise)).expect(202).body().at("/id").asString();
        service.slotReserved(id, NOW.plusSeconds(900));
        service.slotBooked(id);
        await().until(() -> client.get(path(id)).body().at("/status").asString().equals("CONFIRMED"));
        return id;
    }

    private static Map<String, Object> otherwise(Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60", "professionalId", SARAH, "start", START.toString(), "duration", 60));
        body.putAll(more);
        return body;
    }

    private static Answer patch(HoldfastApi by, String id, String body, String... headers) {
        return by.send("PATCH", path(id), body, headers);
    }

    private static String path(String id) {
        return "/api/v1/bookings/" + id;
    }
}
