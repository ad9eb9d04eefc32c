package io.holdfast.booking.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.holdfast.booking.BookingInstance;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What was parked is seen by those whom it concerns, and handled once more when they say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {

    private static final String PATH = "/api/v1/admin/dead-letters";

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
    void replayLeadsToTheEffectThatTheMessageWasMeantToHave() {
        String booking = request();
        store().updateFirst(byId(booking), Update.update("status", "NO_SUCH_STATUS"), "bookings");
        service.slotReserved(booking, service.clock.instant().plus(Duration.ofMinutes(15)));
        JsonNode letter = awaitLetter(service.admin(), booking);
        assertThat(letter.path("topic").asString()).isEqualTo("slots");
        assertThat(letter.path("group").asString()).isEqualTo("booking-service");
        assertThat(letter.path("eventType").asString()).isEqualTo("slot.reserved.v1");
        assertThat(letter.path("bookingId").asString()).isEqualTo(booking);
        assertThat(letter.path("cause").asString()).contains("NO_SUCH_STATUS");
        assertThat(letter.path("origin").asString()).matches("slots-\\d+@\\d+");
        assertThat(Instant.parse(letter.path("at").asString())).isEqualTo(service.clock.instant());
        assertThat(letter.at("/payload/professionalId").asString()).isEqualTo("dr-sarah-khan");
        assertThat(letter.path("replayedAt").isNull()).isTrue();
        assertThat(letter.path("status").asString()).isEqualTo("OPEN");
        assertThat(letters(service.admin(), booking, "OPEN")).hasSize(1);
        assertThat(letters(service.admin(), booking, "REPLAYED")).isEmpty();

        store().updateFirst(byId(booking), Update.update("status", "REQUESTED"), "bookings");
        String replay = PATH + "/" + letter.path("id").asString() + "/replay";
        JsonNode answer = service.admin().post(replay, Map.of()).expect(202).body();
        assertThat(answer.path("replayedBy").asString()).isEqualTo("admin");
        assertThat(answer.path("status").asString()).isEqualTo("REPLAYED");
        assertThat(letters(service.admin(), booking, "OPEN")).isEmpty();
        assertThat(letters(service.admin(), booking, "REPLAYED")).hasSize(1);
        assertThat(letters(service.admin(), booking)).hasSize(1);

        Eventually.see("the booking goes on", () -> status(booking), "PENDING_PAYMENT"::equals);
        JsonNode again = service.admin().post(replay, Map.of()).expect(409).body();
        assertThat(again.path("code").asString()).isEqualTo("already-replayed");
        Eventually.see("the replay is sent", () -> store()
                .find(Query.query(Criteria.where("replayDueAt").exists(true)), DeadLetterDocument.class), List::isEmpty);
    }

    @Test
    void whatFailsAgainIsAnotherDeadLetter() {
        String key = UUID.randomUUID().toString();
        service.tellRaw("demo", "slot.reserved.v1", key, 1, "{\"bookingId\":");
        JsonNode first = awaitLetter(service.admin(), key);
        service.clock.advance(Duration.ofSeconds(1));
        assertThat(first.path("payload").asString()).isEqualTo("{\"bookingId\":");
        service.admin().post(PATH + "/" + first.path("id").asString() + "/replay", Map.of()).expect(202);

        List<JsonNode> both = Eventually.see("it is parked again", () -> letters(service.admin(), key), all -> all.size() == 2);
        assertThat(both.getFirst().path("replayOf").asString()).isEqualTo(first.path("id").asString());
        assertThat(both.getFirst().path("origin").asString()).isEqualTo(first.path("origin").asString());
        assertThat(both.getFirst().path("replayedAt").isNull()).isTrue();
        assertThat(both.getLast().path("replayedAt").isNull()).isFalse();
    }

    @Test
    void whatIsDiscardedIsGoneAndDoesNotComeBack() {
        String key = UUID.randomUUID().toString();
        service.tellRaw("demo", "slot.reserved.v1", key, 1, "[\"asha@example.com\"]");
        String id = awaitLetter(service.admin(), key).path("id").asString();
        service.as("acme", "boss", Map.of(), "admin").send("DELETE", PATH + "/" + id, null).expect(404);
        service.client("asha").send("DELETE", PATH + "/" + id, null).expect(403);

        Instant tomorrow = service.clock.instant().plus(Duration.ofDays(1));
        store().updateFirst(byId(id), Update.update("replayDueAt", tomorrow), DeadLetterDocument.class);
        service.admin().send("DELETE", PATH + "/" + id, null).expect(409);
        store().updateFirst(byId(id), new Update().unset("replayDueAt"), DeadLetterDocument.class);
        DeadLetterDocument parked = store().findById(id, DeadLetterDocument.class);
        service.admin().send("DELETE", PATH + "/" + id, null).expect(204);

        service.bean(DeadLetters.class).take(parked.message());
        assertThat(letters(service.admin(), key)).isEmpty();
        assertThat(letters(service.admin(), key, "OPEN")).isEmpty();
        assertThat(letters(service.admin(), key, "DISCARDED")).hasSize(1);
        JsonNode discardedOne = service.admin().get(PATH + "/" + id).expect(200).body();
        assertThat(discardedOne.path("status").asString()).isEqualTo("DISCARDED");
        assertThat(discardedOne.path("discardedAt").isNull()).isFalse();
        assertThat(discardedOne.path("payload").isNull()).isTrue();
        assertThat(discardedOne.path("payloadMissing").asString()).isEqualTo("It was discarded.");
        service.admin().get(PATH + "?status=LOST").expect(400);
        service.admin().post(PATH + "/" + id + "/replay", Map.of()).expect(404);
        service.admin().send("DELETE", PATH + "/" + id, null).expect(404);
        assertThat(store().findById(id, DeadLetterDocument.class)).isNotNull().satisfies(discarded -> {
            assertThat(discarded.body()).isNull();
            assertThat(discarded.headers()).isEmpty();
        });
    }

    @Test
    void tenantsNeverMeet() {
        String key = UUID.randomUUID().toString();
        service.tellRaw("acme", "slot.reserved.v1", key, 1, "[]");
        HoldfastApi theirs = service.as("acme", "boss", Map.of(), "admin");
        String id = awaitLetter(theirs, key).path("id").asString();

        assertThat(letters(service.admin(), key)).isEmpty();
        service.admin().get(PATH + "/" + id).expect(404);
        service.admin().post(PATH + "/" + id + "/replay", Map.of()).expect(404);
        theirs.get(PATH + "/" + id).expect(200);
        service.admin().post(PATH + "/no-such-letter/replay", Map.of()).expect(404);
    }

    @Test
    void onlyAdminsSeeThem() {
        service.guest().get(PATH).expect(401);
        service.client("asha").get(PATH).expect(403);
        service.client("asha").post(PATH + "/some/replay", Map.of()).expect(403);
    }

    @Test
    void oneThatDoesNotSayWhoseItIsIsThePublicTenants() {
        String key = UUID.randomUUID().toString();
        service.transport.deliver(
                Catalogue.load().topicOf("slot.reserved.v1").name(),
                Map.of(CloudEvents.TYPE, "slot.reserved.v1", CloudEvents.SUBJECT, key),
                key,
                "{}".getBytes(UTF_8));
        assertThat(awaitLetter(service.admin(), key).path("cause").asString()).startsWith("The header ce_").endsWith("is missing.");
    }

    @Test
    void anOtherwiseHealthyListHasPages() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            service.tellRaw("pages", "slot.reserved.v1", key, i, "[]");
        }
        HoldfastApi admin = service.as("pages", "boss", Map.of(), "admin");
        Eventually.see("all are there", () -> letters(admin, key), all -> all.size() == 3);
        JsonNode second = admin.get(PATH + "?page=2&limit=2").expect(200).body();
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(second.at("/pagination/pages").asInt()).isEqualTo(2);
        assertThat(admin.get(PATH + "?page=2147483647&limit=100").expect(200).body().path("items")).isEmpty();
        admin.get(PATH + "?limit=101").expect(400);
    }

    private String request() {
        return service.client("asha")
                .post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60",
                        "professionalId", "dr-sarah-khan",
                        "start", "2026-12-01T04:30:00Z",
                        "duration", 60,
                        "client", Map.of("name", "Asha Rao", "email", "asha@example.com", "phone", "+919812345678")))
                .expect(202)
                .body()
                .path("id")
                .asString();
    }

    private String status(String booking) {
        return service.client("asha").get("/api/v1/bookings/" + booking).body().path("status").asString();
    }

    private static JsonNode awaitLetter(HoldfastApi admin, String subject) {
        return Eventually.see("the dead letter is listed", () -> letters(admin, subject), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<JsonNode> letters(HoldfastApi admin, String subject) {
        return found(admin, subject, "");
    }

    private static List<JsonNode> letters(HoldfastApi admin, String subject, String status) {
        return found(admin, subject, "&status=" + status);
    }

    private static List<JsonNode> found(HoldfastApi admin, String subject, String filter) {
        return admin.get(PATH + "?limit=100" + filter).expect(200).body().path("items").valueStream()
                .filter(letter -> subject.equals(letter.path("subject").asString(null)))
                .toList();
    }

    private MongoOperations store() {
        return service.bean(MongoOperations.class);
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where("_id").is(id));
    }
}
