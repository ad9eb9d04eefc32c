package io.holdfast.booking.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.defaults.store.RetentionSweep;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** An admin hands out and erases what is held of a person; what the other services answer, the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyHttpTest {

    private static final String EXPORTS = "/api/v1/admin/privacy/exports";
    private static final String ERASURES = "/api/v1/admin/privacy/erasures";
    private static final List<String> OTHERS =
            List.of("availability-service", "payment-service", "matching-service", "notification-service");

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
    void whoIsErasedIsFoundNowhereAndTheOthersAreWhole() {
        String theirs = expired("Mira Sen", "mira.sen@gmail.com");
        String another = expired("Nila Bose", "nila@example.com");
        String contact = contact("mira");
        service.admin().put("/api/v1/admin/contacts/" + contact, Map.of("notes", "Mira comes with her dog.")).expect(200);
        String archived = ask(EXPORTS, Map.of("email", "mira.sen@gmail.com")).at("/id").asString();
        service.awaitIdle();

        // The same mailbox under another spelling.
        JsonNode job = ask(ERASURES, Map.of("email", "Mirasen+x@gmail.com"));
        service.awaitIdle();
        String id = job.at("/id").asString();
        JsonNode asked = service.said("person.erasure-requested.v1", id).getFirst();
        assertThat(asked.toString()).contains(theirs).doesNotContain("mira", another);
        assertThat(asked.at("/addressHashes").size()).isPositive();
        JsonNode running = one(ERASURES, id);
        assertThat(running.at("/status").asString()).isEqualTo("RUNNING");
        assertThat(running.at("/total").asInt()).isEqualTo(5);
        othersAnswer(id);
        service.clock.advance(Duration.ofSeconds(31));
        service.awaitIdle();

        JsonNode done = one(ERASURES, id);
        assertThat(done.at("/status").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.at("/done").asInt()).isEqualTo(5);
        assertThat(done.at("/person").isNull()).isTrue();
        assertThat(stored()).noneMatch(json -> json.contains("Mira") || json.contains("mira") || json.contains("dog"));
        assertThat(service.admin().get("/api/v1/admin/contacts/" + contact).status()).isEqualTo(404);
        assertThat(service.admin().get(EXPORTS + "/" + archived).status()).isEqualTo(404);
        JsonNode left = service.admin().get("/api/v1/bookings/" + theirs).expect(200).body();
        assertThat(left.at("/price/final/amount").asLong()).isEqualTo(150_000);
        assertThat(left.at("/status").asString()).isEqualTo("EXPIRED");
        assertThat(contact("nila")).isNotEmpty();
        assertThat(stored()).anyMatch(json -> json.contains("Nila Bose"));
    }

    @Test
    void whatIsHeardLateBringsNobodyBack() {
        String id = expired("Late Larsen", "late.larsen@example.com");
        Instant before = service.clock.instant();
        service.clock.advance(Duration.ofSeconds(1));
        erase(Map.of("email", "late.larsen@example.com"));
        Instant after = service.clock.instant();

        service.tell("booking.corrected.v1", id, Map.of("bookingId", id));
        service.captured(id);
        service.clock.set(before);
        String offer = "6f5a1c0e-0b53-4b0c-9d0c-1c2d3e4f5a6b";
        service.accepted(offer, "client.name", "Late Larsen", "client.email", "late.larsen@example.com", "client.subject", null);
        service.awaitIdle();
        service.clock.set(after);

        assertThat(stored()).noneMatch(json -> json.contains("arsen"));
        assertThat(service.admin().get("/api/v1/bookings/" + offer).status()).isEqualTo(404);
        // What they say afterwards is of somebody new.
        booked("Late Larsen", "late.larsen@example.com");
        assertThat(stored()).anyMatch(json -> json.contains("Late Larsen"));
    }

    @Test
    void anErasureWaitsForNobodyWhoIsStillToComeUnlessTheyAreCalledOff() {
        Map<String, Object> request = Map.of("email", "olga@example.com");
        String id = booked("Olga Orlova", "olga@example.com");
        service.slotReserved(id, service.clock.instant().plus(Duration.ofMinutes(15)));
        service.awaitIdle();

        var refused = service.admin().post(ERASURES, request).expect(409);
        assertThat(refused.body().at("/code").asString()).isEqualTo("person-has-live-bookings");
        assertThat(refused.body().at("/bookings/0/number").asString()).startsWith("HF-");

        erase(Map.of("email", "olga@example.com", "cancelLive", true));
        assertThat(stored()).noneMatch(json -> json.contains("Olga"));
        assertThat(service.typesSaidAbout(id)).contains("booking.cancelled.v1");
    }

    @Test
    void anExportIsFoundAndItsPartIsReadable() {
        String id = expired("Petra Paul", "petra@example.com");
        JsonNode job = ask(EXPORTS, Map.of("email", "petra@example.com"));
        String jobId = job.at("/id").asString();
        service.awaitIdle();
        othersAnswer(jobId);
        service.awaitIdle();

        JsonNode done = one(EXPORTS, jobId);
        assertThat(done.at("/status").asString()).isEqualTo("DONE");
        assertThat(done.at("/archive").asString()).isEqualTo(EXPORTS + "/" + jobId + "/archive.zip");
        assertThat(done.at("/services").valueStream()
                .filter(part -> part.at("/service").asString().equals("booking-service"))
                .map(part -> part.at("/found/bookings").asInt())).containsExactly(1);
        JsonNode part = service.admin().get("/api/v1/admin/privacy/parts/" + jobId).expect(200).body();
        assertThat(part.at("/bookings/0/id").asString()).isEqualTo(id);
        assertThat(part.at("/bookings/0/terms/client/contact/name").asString()).isEqualTo("Petra Paul");
        assertThat(part.at("/contacts/0/email").asString()).isEqualTo("petra@example.com");
        assertThat(part.toString()).doesNotContain("manageTokenHash", "outbox", "Bose");
        HoldfastApi others = service.as("other", "boss", Map.of(), "admin");
        assertThat(others.get("/api/v1/admin/privacy/parts/" + jobId).status()).isEqualTo(404);
        assertThat(others.get(EXPORTS + "/" + jobId).status()).isEqualTo(404);
        assertThat(others.get(EXPORTS).expect(200).body().at("/items")).isEmpty();
        assertThat(service.admin().get(ERASURES + "/" + jobId).status()).isEqualTo(404);
        assertThat(service.admin().get(ERASURES + "?limit=100").expect(200).text()).doesNotContain(jobId);

        service.clock.advance(Duration.ofDays(7).plusSeconds(1));
        service.bean(RetentionSweep.class).sweep();
        assertThat(service.admin().get(EXPORTS + "/" + jobId).status()).isEqualTo(404);
        assertThat(service.admin().get("/api/v1/admin/privacy/parts/" + jobId).status()).isEqualTo(404);
    }

    @Test
    void forWhomOthersBookedIsFoundByNameAndNumberAndForgottenAlone() {
        String byName = forSomebody("Walter Weiss", "walter@example.com", "Émile Zola", null);
        String byNumber = forSomebody("Xenia Xu", "xenia@example.com", "E. Zola", "+919812399001");
        String another = forSomebody("Yuri Yang", "yuri@example.com", "Emile Zolander", "+919812399002");

        String named = ask(EXPORTS, Map.of("name", "emile  ZOLA")).at("/id").asString();
        service.awaitIdle();
        assertThat(service.said("person.export-requested.v1", named).getFirst().at("/recipientOf").valueStream().map(JsonNode::asString))
                .containsExactly(byName);
        JsonNode part = service.admin().get("/api/v1/admin/privacy/parts/" + named).expect(200).body();
        assertThat(part.at("/bookings/0/recipient/name").asString()).isEqualTo("Émile Zola");
        assertThat(part.at("/bookings/0/number").isMissingNode()).isFalse();
        assertThat(part.toString()).doesNotContain("Walter", "walter");

        erase(Map.of("name", "Émile Zola"));
        erase(Map.of("phone", "+919812399001"));
        assertThat(stored()).noneMatch(json -> json.contains("Émile Zola")).noneMatch(json -> json.contains("+919812399001"));
        for (String id : List.of(byName, byNumber)) {
            JsonNode left = service.admin().get("/api/v1/bookings/" + id).expect(200).body();
            assertThat(left.at("/recipient").isNull()).isTrue();
            assertThat(left.at("/client/name").asString()).isIn("Walter Weiss", "Xenia Xu");
        }
        assertThat(service.admin().get("/api/v1/bookings/" + another).expect(200).body().at("/recipient/name").asString())
                .isEqualTo("Emile Zolander");
    }

    @Test
    void whoseNumberOnlyBeginsAlikeIsSomebodyElse() {
        String longer = forSomebody("Thea Thal", "thea@example.com", "Lena Lang", "+49301234567");
        String theirs = forSomebody("Uwe Ufer", "uwe@example.com", "Kurt Kurz", "+4930123456");

        String job = ask(EXPORTS, Map.of("phone", "+4930123456")).at("/id").asString();
        service.awaitIdle();

        assertThat(service.said("person.export-requested.v1", job).getFirst().at("/recipientOf").valueStream().map(JsonNode::asString))
                .containsExactly(theirs)
                .doesNotContain(longer);
    }

    @Test
    void whomSomebodyElsesBookingIsForIsWaitedForAndNotCalledOff() {
        String id = service.guest().post("/api/v1/bookings", body("Zoe Zimmer", "zoe.z@example.com", "Ida Imhof", null))
                .expect(202).body().at("/id").asString();

        var refused = service.admin().post(ERASURES, Map.of("name", "Ida Imhof", "cancelLive", true)).expect(409);

        assertThat(refused.body().at("/code").asString()).isEqualTo("person-has-live-bookings");
        assertThat(service.typesSaidAbout(id)).doesNotContain("booking.cancelled.v1");
        assertThat(service.admin().post(ERASURES, Map.of("name", "A B")).expect(400).errorFields()).containsExactly("name");
    }

    private String forSomebody(String client, String email, String recipient, @Nullable String phone) {
        service.clock.advance(Duration.ofMillis(1));
        String id = service.guest().post("/api/v1/bookings", body(client, email, recipient, phone))
                .expect(202).body().at("/id").asString();
        service.slotRejected(id, "BOOKED");
        service.awaitIdle();
        return id;
    }

    private Map<String, Object> body(String client, String email, String recipient, @Nullable String phone) {
        var receives = new HashMap<String, Object>(Map.of("name", recipient));
        if (phone != null) {
            receives.put("phone", phone);
        }
        return Map.of(
                "offeringId", "consultation-60",
                "professionalId", "dr-sarah-khan",
                "start", service.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(3)).toString(),
                "duration", 60,
                "client", HoldfastApi.guest(client, email),
                "recipient", receives);
    }

    @Test
    void whoBookedLongAgoIsForgottenByItself() {
        String id = cancelled("Rita Rao", "rita@example.com");
        service.clock.advance(Duration.ofDays(390));
        service.awaitIdle();
        assertThat(bookings()).anyMatch(json -> json.contains("Rita Rao"));

        service.clock.advance(Duration.ofDays(14));
        service.awaitIdle();
        JsonNode job = service.admin().get(ERASURES).expect(200).body().at("/items/0");
        assertThat(job.at("/requestedBy").asString()).isEqualTo("retention");
        othersAnswer(job.at("/id").asString());
        service.clock.advance(Duration.ofSeconds(31));
        service.awaitIdle();

        assertThat(one(ERASURES, job.at("/id").asString()).at("/status").asString()).isEqualTo("DONE");
        assertThat(bookings()).noneMatch(json -> json.contains("Rita Rao"));
        assertThat(service.admin().get("/api/v1/bookings/" + id).expect(200).body().at("/status").asString()).isEqualTo("CANCELLED");
    }

    private Stream<String> bookings() {
        return service.bean(MongoOperations.class).findAll(Document.class, "bookings").stream().map(Document::toJson);
    }

    @Test
    void aRepeatedRequestIsOneJobAndAnotherBodyIsRefused() {
        var first = service.admin().post(EXPORTS, Map.of("email", "quinn@example.com"), "Idempotency-Key", "k-1").expect(202);
        var again = service.admin().post(EXPORTS, Map.of("email", "quinn@example.com"), "Idempotency-Key", "k-1").expect(202);
        assertThat(again.body().at("/id")).isEqualTo(first.body().at("/id"));
        assertThat(service.admin().post(EXPORTS, Map.of("email", "q@example.com"), "Idempotency-Key", "k-1").status()).isEqualTo(422);
    }

    @Test
    void exactlyOneSaysWhoIsMeant() {
        assertThat(service.admin().post(EXPORTS, Map.of()).expect(400).errorFields()).containsExactly("email");
        assertThat(service.admin().post(EXPORTS, Map.of("email", "a@example.com", "clientId", "a")).status()).isEqualTo(400);
        assertThat(service.admin().post(EXPORTS, Map.of("phone", "12")).expect(400).errorFields()).containsExactly("phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPORTS, ERASURES, EXPORTS + "/some-id", "/api/v1/admin/privacy/parts/some-id"})
    void onlyTheTenantsAdminsReadThem(String path) {
        service.guest().get(path).expect(401);
        service.client("asha").get(path).expect(403);
        service.as("demo", "dr-sarah-khan", Map.of(), "professional").get(path).expect(403);
    }

    private void erase(Map<String, Object> request) {
        String id = ask(ERASURES, request).at("/id").asString();
        service.awaitIdle();
        service.clock.advance(Duration.ofSeconds(6));
        service.awaitIdle();
        othersAnswer(id);
        service.clock.advance(Duration.ofSeconds(31));
        service.awaitIdle();
        assertThat(one(ERASURES, id).at("/status").asString()).isEqualTo("DONE");
    }

    private void othersAnswer(String job) {
        OTHERS.forEach(other -> service.tell("person.part-handled.v1", job, Map.of(
                "jobId", job, "page", 1, "service", other, "found", List.of(Map.of("collection", "x", "documents", 1)))));
        service.awaitIdle();
    }

    private JsonNode ask(String path, Map<String, Object> request) {
        return service.admin().post(path, request).expect(202).body();
    }

    private JsonNode one(String path, String id) {
        return service.admin().get(path + "/" + id).expect(200).body();
    }

    private String contact(String q) {
        return service.admin().get("/api/v1/admin/contacts?q=" + q).expect(200).body().at("/items/0/id").asString();
    }

    private String booked(String name, String email) {
        service.clock.advance(Duration.ofMillis(1));
        return service.guest()
                .post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60",
                        "professionalId", "dr-sarah-khan",
                        "start", service.clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(3)).toString(),
                        "duration", 60,
                        "notes", "Please call " + name + " before.",
                        "client", HoldfastApi.guest(name, email)))
                .expect(202)
                .body()
                .at("/id")
                .asString();
    }

    /** One that stood, which is the business's record. */
    private String cancelled(String name, String email) {
        String id = booked(name, email);
        service.slotReserved(id, service.clock.instant().plus(Duration.ofMinutes(15)));
        service.awaitIdle();
        service.orderCreated(id);
        service.captured(id);
        service.awaitIdle();
        service.slotBooked(id);
        service.awaitIdle();
        service.admin().post("/api/v1/bookings/" + id + "/cancel", Map.of("reason", name + " is ill")).expect(200);
        service.awaitIdle();
        return id;
    }

    /** A booking that was held, and that nobody paid. */
    private String expired(String name, String email) {
        String id = booked(name, email);
        Instant until = service.clock.instant().plus(Duration.ofMinutes(15));
        service.slotReserved(id, until);
        service.awaitIdle();
        service.clock.set(until);
        service.timer("hold.timed-out.v1", id, until);
        service.awaitIdle();
        return id;
    }

    private Stream<String> stored() {
        var mongo = service.bean(MongoOperations.class);
        return mongo.getCollectionNames().stream()
                .flatMap(name -> mongo.findAll(Document.class, name).stream())
                .map(Document::toJson);
    }
}
