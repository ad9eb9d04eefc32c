package io.holdfast.matching.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.holdfast.defaults.BookingTokens;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.matching.MatchingService;
import io.holdfast.matching.domain.waitlist.WaitingMother;
import io.holdfast.matching.web.Waitlist.Guest;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static io.holdfast.matching.web.Waitlist.DATE;
import static io.holdfast.matching.web.Waitlist.SARAH;
import static io.holdfast.matching.web.Waitlist.WAITLIST;
import static io.holdfast.matching.web.Waitlist.body;
import static org.assertj.core.api.Assertions.assertThat;

/** Waiting for a slot, as who waits, an admin and the other services see it. */
class WaitlistHttpTest {

    private static final Instant NOW = WaitingMother.NOW;
    private static final Instant START = WaitingMother.START;
    private static final String LINE = "demo:professional:" + SARAH + ":" + DATE;

    private final ServiceUnderTest service = ServiceUnderTest.of(MatchingService.class, "matching-service")
            .at(NOW)
            .with("matching.manage-token-secret=a-secret-of-tests-that-is-long-enough")
            .with("matching.tenants.closed.waitlist.enabled=false")
            .with("holdfast.phones.country=IL")
            .with("holdfast.phones.countries.demo=IN")
            .start();
    private final Waitlist waitlist = new Waitlist(service);

    @BeforeEach
    void world() {
        waitlist.professional(SARAH);
        waitlist.offering("consultation-60", 120);
        waitlist.offering("clinic-intake", 120);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whoJoinsHasAPlaceAndIsOfferedWhatBecomesFreeInTurn() {
        Guest asha = waitlist.guest("Asha");
        Guest ben = waitlist.guest("Ben");
        assertThat(asha.place().at("/place").intValue()).isEqualTo(1);
        assertThat(ben.place().at("/place").intValue()).isEqualTo(2);
        waitlist.settle();
        assertThat(service.said("waitlist.joined.v1", LINE)).extracting(joined -> joined.at("/place").intValue()).containsExactly(1, 2);

        OutboxEntry released = waitlist.released("b-1", START);
        waitlist.settle();
        JsonNode wanted = service.said("waitlist.slot-wanted.v1", LINE).getFirst();
        assertThat(wanted.at("/entryId").asString()).isEqualTo(asha.id);
        assertThat(wanted.at("/deadline").asString()).isEqualTo("2026-12-01T08:35:00Z");
        assertThat(asha.status()).as("while availability is asked").isEqualTo("WAITING");
        waitlist.availabilityAnswers(false);

        JsonNode offered = asha.place();
        assertThat(offered.at("/status").asString()).isEqualTo("OFFERED");
        assertThat(offered.at("/offer/start").asString()).isEqualTo(START.toString());
        assertThat(offered.at("/offer/deadline").asString()).isEqualTo("2026-12-01T08:30:00Z");
        assertThat(ben.status()).isEqualTo("WAITING");
        // The same word again, and nobody else is asked.
        service.hears(released);
        waitlist.availabilityAnswers(true);
        assertThat(service.said("waitlist.slot-wanted.v1", LINE)).hasSize(1);

        JsonNode accepted = asha.answer("accept").expect(200).body();
        assertThat(accepted.at("/bookingId").asString()).isEqualTo(wanted.at("/bookingId").asString());
        assertThat(accepted.at("/manageToken").asString()).isNotEqualTo(asha.token);
        waitlist.settle();
        JsonNode said = service.said("waitlist.accepted.v1", LINE).getFirst();
        assertThat(said.at("/bookingId").asString()).isEqualTo(wanted.at("/bookingId").asString());
        assertThat(said.at("/client/name").asString()).isEqualTo("Asha");
        assertThat(said.at("/client/phone").asString()).startsWith("+91");
        assertThat(said.at("/professionalId").asString()).isEqualTo(SARAH);
        assertThat(asha.answer("accept").expect(200).body().at("/bookingId")).as("again").isEqualTo(wanted.at("/bookingId"));
        assertThat(service.said("waitlist.accepted.v1", LINE)).hasSize(1);
        // The booking holds it from now on under the same id: nothing is left to offer.
        service.hears("slot.reserved.v1", "bookingId", wanted.at("/bookingId").asString(), "revision", 1, "professionalId", SARAH,
                "start", START, "end", START.plus(Duration.ofHours(1)));
        waitlist.settle();
        assertThat(ben.place().at("/place").intValue()).isEqualTo(1);
        assertThat(service.transport().deadLetters()).isEmpty();
    }

    @Test
    void nationalNumbersAreThoseOfTheTenantsCountry() {
        Map<String, Object> body = Waitlist.body("Asha", null);
        body.put("client", Map.of("name", "Asha", "email", "asha@example.com", "phone", "098123 45678"));
        waitlist.guest(body);
        waitlist.released("b-1", START);
        waitlist.availabilityAnswers(false);

        assertThat(service.said("waitlist.offered.v1", LINE).getFirst().at("/client/phone").asString()).isEqualTo("+919812345678");
        body.put("client", Map.of("name", "Noa", "email", "noa@example.com", "phone", "050-234-5678"));
        assertThat(service.guest().post(Waitlist.WAITLIST, body).expect(400).errorFields()).containsExactly("client.phone");
    }

    @Test
    void whatSomebodyPassesOrDoesNotAnswerGoesToTheNextByItsReleaseAlone() {
        Guest asha = waitlist.guest("Asha");
        Guest ben = waitlist.guest("Ben");
        Guest carla = waitlist.guest("Carla");
        Guest dan = waitlist.guest("Dan");
        waitlist.released("b-1", START);
        waitlist.availabilityAnswers(false);
        // Another guest's key opens another place.
        for (String answer : List.of("/accept", "/pass")) {
            service.guest().post(WAITLIST + "/" + asha.id + answer, Map.of(), "Holdfast-Manage-Token", ben.token).expect(404);
        }
        service.guest().get(WAITLIST + "/" + asha.id, "Holdfast-Manage-Token", ben.token).expect(404);

        assertThat(asha.answer("pass").expect(200).body().at("/status").asString()).isEqualTo("PASSED");
        waitlist.settle();
        assertThat(ben.status()).as("not before it is released").isEqualTo("WAITING");
        waitlist.availabilityAnswers(false);
        assertThat(ben.offered()).isEqualTo(START);

        // Silence.
        String offer = ben.place().at("/offer/bookingId").asString();
        service.clock().advance(Duration.ofMinutes(30));
        Answer late = ben.answer("accept").expect(409);
        assertThat(late.body().at("/code").asString()).isEqualTo("offer-expired");
        OutboxEntry rang = service.hears("waitlist-offer.timed-out.v1", "bookingId", offer, "revision", 1);
        service.hears(rang);
        waitlist.availabilityAnswers(false);
        assertThat(ben.status()).isEqualTo("EXPIRED");
        assertThat(carla.offered()).isEqualTo(START);

        assertThat(carla.leave().status()).isEqualTo(204);
        waitlist.availabilityAnswers(false);
        assertThat(dan.offered()).isEqualTo(START);
        assertThat(service.said("waitlist.passed.v1", LINE)).extracting(passed -> passed.at("/reason").asString())
                .containsExactly("DECLINED", "EXPIRED", "LEFT");
        assertThat(asha.answer("accept").expect(409).body().at("/code").asString()).isEqualTo("nothing-offered");
        assertThat(service.transport().deadLetters()).isEmpty();
    }

    @Test
    void timerThatIsLostOrAnswerThatNeverComesIsFoundByItself() {
        Guest asha = waitlist.guest("Asha");
        Guest ben = waitlist.guest("Ben");
        waitlist.released("b-1", START);
        waitlist.availabilityAnswers(false);
        waitlist.released("b-2", START.plus(Duration.ofHours(1)));
        waitlist.settle();
        assertThat(asha.status()).isEqualTo("OFFERED");
        assertThat(ben.status()).as("availability says nothing").isEqualTo("WAITING");

        service.clock().advance(Duration.ofMinutes(31));
        waitlist.settle();

        assertThat(asha.status()).isEqualTo("EXPIRED");
        assertThat(ben.place().at("/place").intValue()).as("waits on, where they were").isEqualTo(1);
        assertThat(service.said("waitlist.passed.v1", LINE)).extracting(passed -> passed.at("/reason").asString())
                .containsExactly("EXPIRED", "WITHDRAWN");
        service.clock().set(Instant.parse("2026-12-04T12:01:00Z"));
        waitlist.settle();
        assertThat(ben.status()).isEqualTo("OVER");
    }

    @Test
    void whatAvailabilityGetsToTooLateIsOfferedAllTheSame() {
        Guest asha = waitlist.guest("Asha");
        waitlist.released("b-1", START);
        waitlist.settle();
        String first = service.said("waitlist.slot-wanted.v1", LINE).getFirst().at("/bookingId").asString();
        service.clock().advance(Duration.ofMinutes(40));
        waitlist.settle();
        OutboxEntry late = service.hears("slot.rejected.v1", "bookingId", first, "revision", 1, "attempt", null, "reason", "CLOSED",
                "exactReason", "TOO_LATE");
        service.hears(late);
        waitlist.settle();

        assertThat(service.said("waitlist.slot-wanted.v1", LINE)).extracting(wanted -> wanted.at("/deadline").asString())
                .containsExactly("2026-12-01T08:35:00Z", "2026-12-01T09:15:00Z");
        assertThat(asha.place().at("/place").intValue()).isEqualTo(1);
    }

    @Test
    void somebodyWhoWasFasterCostsNobodyTheirPlace() {
        Guest asha = waitlist.guest("Asha");
        Guest ben = waitlist.guest("Ben");
        waitlist.taken("b-fast", START);
        waitlist.released("b-1", START);
        waitlist.availabilityAnswers(true);

        assertThat(asha.status()).isEqualTo("WAITING");
        assertThat(asha.place().at("/place").intValue()).isEqualTo(1);
        assertThat(service.said("waitlist.slot-wanted.v1", LINE)).as("Ben wants the same and is not asked in vain").hasSize(1);
        waitlist.released("b-2", START.plus(Duration.ofHours(2)));
        waitlist.availabilityAnswers(false);
        assertThat(asha.offered()).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(ben.status()).isEqualTo("WAITING");
    }

    @Test
    void professionalsLineComesFirstThenAnybodysThenWhoWantsTheirBookingEarlier() {
        Instant theirs = START.plus(Duration.ofHours(5));
        service.hears("slot.booked.v1", "bookingId", "b-asha", "revision", 1, "professionalId", SARAH, "start", theirs,
                "end", theirs.plus(Duration.ofHours(1)));
        waitlist.settle();
        Map<String, Object> move = body("Mover", null);
        move.put("bookingId", "b-asha");
        HoldfastApi asha = service.withClaims("demo", "asha", Map.of("name", "Asha Rao", "email", "asha@example.com"), "client");
        move.remove("client");
        String mover = asha.post(WAITLIST, move).expect(201).body().at("/id").asString();
        Map<String, Object> anybodys = body("Anna", null);
        anybodys.remove("professionalId");
        anybodys.put("displayZone", "Asia/Kolkata");
        Guest anna = waitlist.guest(anybodys);
        Guest ben = waitlist.guest("Ben");
        assertThat(asha.get(WAITLIST + "/" + mover).expect(200).body().at("/place").intValue()).isEqualTo(2);
        assertThat(anna.place().at("/professionalId").isNull()).isTrue();

        var turns = new ArrayList<String>();
        waitlist.released("b-1", START);
        for (int i = 0; i < 3; i++) {
            waitlist.availabilityAnswers(true);
            Stream.of(ben, anna).filter(guest -> guest.status().equals("OFFERED")).forEach(guest -> {
                turns.add(guest == ben ? "Ben" : "Anna");
                guest.answer("pass").expect(200);
            });
        }
        turns.add(asha.get(WAITLIST + "/" + mover).expect(200).body().at("/status").asString());

        assertThat(turns).containsExactly("Ben", "Anna", "OFFERED");
        JsonNode accepted = asha.post(WAITLIST + "/" + mover + "/accept", Map.of()).expect(200).body();
        assertThat(accepted.at("/moves").asString()).isEqualTo("b-asha");
        assertThat(accepted.at("/manageToken").isNull()).isTrue();
        waitlist.settle();
        JsonNode said = service.said("waitlist.accepted.v1", LINE).getFirst();
        assertThat(said.at("/moves/bookingId").asString()).isEqualTo("b-asha");
        assertThat(said.at("/client/subject").asString()).isEqualTo("asha");
        assertThat(said.has("guest")).isFalse();
    }

    @Test
    void onlyAnEarlierTimeOfOnesOwnBookingWithThemCanBeWaitedFor() {
        Instant theirs = START.plus(Duration.ofHours(1));
        service.hears("slot.booked.v1", "bookingId", "b-guest", "revision", 1, "professionalId", SARAH, "start", theirs,
                "end", theirs.plus(Duration.ofHours(1)));
        waitlist.settle();
        Map<String, Object> move = body("Gita", null);
        move.put("bookingId", "b-guest");
        String token = new BookingTokens("a-secret-of-tests-that-is-long-enough").manage("b-guest");

        assertThat(codeOf(service.guest().post(WAITLIST, move).expect(422))).isEqualTo("booking-not-movable");
        assertThat(codeOf(service.guest().post(WAITLIST, with(move, "start", theirs), "Holdfast-Manage-Token", token).expect(422)))
                .isEqualTo("booking-not-movable");
        assertThat(codeOf(service.guest().post(WAITLIST, with(move, "bookingId", "b-other"), "Holdfast-Manage-Token", token).expect(422)))
                .isEqualTo("booking-not-movable");
        JsonNode joined = service.guest().post(WAITLIST, move, "Holdfast-Manage-Token", token).expect(201).body();
        assertThat(joined.at("/moves").asString()).isEqualTo("b-guest");

        service.hears("booking.cancelled.v1", "bookingId", "b-guest", "revision", 1);
        waitlist.settle();
        String id = joined.at("/id").asString();
        JsonNode left = service.guest()
                .get(WAITLIST + "/" + id, "Holdfast-Manage-Token", joined.at("/manageToken").asString())
                .expect(200)
                .body();
        assertThat(left.at("/status").asString()).isEqualTo("LEFT");
        assertThat(service.said("waitlist.left.v1", LINE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            offeringId     | no-such         | 422 | offering-unknown
            professionalId | nobody          | 422 | professional-unavailable
            professionalId | Not An Id       | 422 | professional-unavailable
            date           | 2026-11-30      | 422 | waitlist-date
            date           | 2027-01-02      | 422 | waitlist-date
            duration       | 45              | 422 | duration-not-offered
            date           |                 | 400 | date
            date           | tomorrow        | 400 | date
            start          | 2026-12-04T09:00:00Z | 400 | start
            start          | 2026-12-03T09:00:30Z | 400 | start
            displayZone    | Mars/Olympus    | 400 | displayZone
            language       | xx-klingon-long | 400 | language
            client         |                 | 400 | client
            """)
    void whatCannotBeIsRefusedWithItsReason(String field, @Nullable String value, int status, String reason) {
        Map<String, Object> body = body("Asha", null);
        if (value == null) {
            body.remove(field);
        } else {
            body.put(field, field.equals("duration") ? Integer.valueOf(value) : value);
        }

        Answer refused = service.guest().post(WAITLIST, body).expect(status);

        if (status == 400) {
            assertThat(refused.errorFields()).contains(reason);
        } else {
            assertThat(codeOf(refused)).isEqualTo(reason);
        }
        assertThat(service.documents("waiting-lines")).isEmpty();
    }

    @Test
    void nobodyWaitsTwiceForOneThingNorForAsMuchAsTheyLike() {
        Guest asha = waitlist.guest("Asha");
        assertThat(codeOf(service.guest().post(WAITLIST, body("Asha", null)).expect(409))).isEqualTo("already-waiting");
        Map<String, Object> tagged = body("Asha", null);
        tagged.put("client", HoldfastApi.guest("Asha", "ASHA+waiting@example.com"));
        assertThat(codeOf(service.guest().post(WAITLIST, tagged).expect(409))).as("the same mailbox").isEqualTo("already-waiting");
        for (int i = 1; i < 10; i++) {
            waitlist.guest(with(body("Asha", null), "date", DATE.plusDays(i)));
        }

        Answer tooMany = service.guest().post(WAITLIST, with(body("Asha", null), "date", DATE.plusDays(10))).expect(429);

        assertThat(codeOf(tooMany)).isEqualTo("too-many-waiting");
        assertThat(tooMany.header("Retry-After")).isEqualTo("3600");
        assertThat(asha.leave().status()).isEqualTo(204);
        assertThat(asha.leave().status()).as("again").isEqualTo(204);
        waitlist.guest(with(body("Asha", null), "date", DATE.plusDays(10)));
        assertThat(waitlist.guest("Ben").place().at("/place").intValue()).isEqualTo(1);
    }

    @Test
    void theSameRequestAgainIsTheSamePlaceAndAnotherWithItsKeyIsRefused() {
        JsonNode first = service.guest().post(WAITLIST, body("Asha", null), "Idempotency-Key", "k-1").expect(201).body();
        JsonNode again = service.guest().post(WAITLIST, body("Asha", null), "Idempotency-Key", "k-1").expect(201).body();
        assertThat(again).isEqualTo(first);

        Answer other = service.guest().post(WAITLIST, with(body("Asha", null), "notes", "Another."), "Idempotency-Key", "k-1");
        assertThat(codeOf(other.expect(422))).isEqualTo("idempotency-key-reused");
        waitlist.settle();
        assertThat(service.said("waitlist.joined.v1", LINE)).hasSize(1);
    }

    @Test
    void aPlaceIsItsOwnersAndTheAdminsAndNobodyElses() {
        Guest guest = waitlist.guest("Asha");
        HoldfastApi client = service.withClaims("demo", "ravi", Map.of("name", "Ravi Rao", "email", "ravi@example.com"), "client");
        Map<String, Object> body = body("Ravi", null);
        body.remove("client");
        String ravis = client.post(WAITLIST, body).expect(201).body().at("/id").asString();
        String path = WAITLIST + "/" + ravis;

        assertThat(client.get(path).expect(200).body().at("/place").intValue()).isEqualTo(2);
        service.guest().get(path).expect(401);
        service.guest().get(path, "Holdfast-Manage-Token", guest.token).expect(404);
        service.guest().post(path + "/accept", Map.of(), "Holdfast-Manage-Token", guest.token).expect(404);
        service.as("other", "client").get(path).expect(404);
        service.as("other", "client").send("DELETE", path, null).expect(404);
        service.asOneOf("elsewhere", "ravi", "client").get(path).expect(404);
        service.asOneOf("elsewhere", "admin", "admin").get(path).expect(404);
        service.as("pro", "professional").post(WAITLIST, body).expect(403);
        service.as("admin", "admin").get(path).expect(200);
        service.as("admin", "admin").post(path + "/accept", Map.of()).expect(403);

        assertThat(client.get(WAITLIST).expect(200).body().at("/items")).hasSize(1);
        service.guest().get(WAITLIST).expect(401);
        assertThat(service.as("other", "client").get(WAITLIST).expect(200).body().at("/pagination/total").intValue()).isZero();
        JsonNode lines = service.as("admin", "admin").get("/api/v1/admin/waitlist?professionalId=" + SARAH + "&date=" + DATE)
                .expect(200)
                .body();
        assertThat(lines.at("/items/0/waiting").intValue()).isEqualTo(2);
        assertThat(lines.at("/items/0/entries/1/clientEmail").asString()).isEqualTo("ravi@example.com");
        assertThat(service.as("admin", "admin").get("/api/v1/admin/waitlist?offeringId=consultation-60").expect(200).body().at("/items"))
                .isEmpty();
        assertThat(service.asOneOf("elsewhere", "admin", "admin").get("/api/v1/admin/waitlist").expect(200).body().at("/items"))
                .isEmpty();
        service.as("admin", "admin").get("/api/v1/admin/waitlist?professionalId=a&offeringId=b").expect(400);
        service.as("ravi", "client").get("/api/v1/admin/waitlist").expect(403);
    }

    @Test
    void anotherTenantsGapIsNobodysHere() {
        Guest asha = waitlist.guest("Asha");
        service.hears(service.eventOf("elsewhere", 1, "slot.released.v1", "bookingId", "b-1", "revision", 1, "professionalId", SARAH,
                "start", START, "end", START.plus(Duration.ofHours(1))));
        waitlist.availabilityAnswers(false);
        assertThat(asha.status()).isEqualTo("WAITING");

        waitlist.released("b-2", START);
        waitlist.settle();
        String offer = service.said("waitlist.slot-wanted.v1", LINE).getFirst().at("/bookingId").asString();
        service.hears(service.eventOf("elsewhere", 2, "slot.reserved.v1", "bookingId", offer, "revision", 1));
        waitlist.settle();
        assertThat(asha.status()).isEqualTo("WAITING");
    }

    @Test
    void whoIsErasedLeavesWithoutANameAndTheNextIsAsked() {
        Guest asha = waitlist.guest("Asha");
        Guest ben = waitlist.guest("Ben");
        waitlist.released("b-1", START);
        waitlist.availabilityAnswers(false);
        assertThat(asha.status()).isEqualTo("OFFERED");
        int before = service.said(LINE).size();

        service.hears("person.erasure-requested.v1", "jobId", "j-1", "page", 1, "pages", 1, "subjects", List.of(),
                "addressHashes", List.of(Person.hashOf("Asha@example.com")), "phoneHashes", List.of(), "bookingIds", List.of());
        waitlist.availabilityAnswers(false);
        service.clock().advance(Duration.ofSeconds(31));
        waitlist.availabilityAnswers(false);

        assertThat(ben.status()).isEqualTo("OFFERED");
        assertThat(service.documents("waiting-lines").stream().map(Document::toJson))
                .noneMatch(json -> json.contains("Asha") || json.contains("asha@"))
                .anyMatch(json -> json.contains("ben@example.com"));
        assertThat(service.said(LINE).stream().skip(before).map(OutboxEntry::data)).noneMatch(said -> said.contains("sha"));
        assertThat(service.said("person.part-handled.v1", "j-1").getFirst().toString())
                .contains("\"collection\":\"waiting-lines\",\"documents\":1");
        assertThat(service.transport().deadLetters()).isEmpty();
    }

    @Test
    void whatBlocksAndOtherCalendarsGiveBackIsOfferedOnce() {
        Guest asha = waitlist.guest("Asha");
        off(1, START, START.plus(Duration.ofHours(3)));
        waitlist.settle();
        assertThat(service.said("waitlist.slot-wanted.v1", LINE)).isEmpty();

        OutboxEntry less = off(3, START.plus(Duration.ofHours(1)), START.plus(Duration.ofHours(3)));
        waitlist.settle();
        JsonNode wanted = service.said("waitlist.slot-wanted.v1", LINE).getFirst();
        assertThat(wanted.at("/entryId").asString()).isEqualTo(asha.id);
        assertThat(wanted.at("/start").asString()).isEqualTo(START.toString());

        // The same again, and one that is older.
        service.hears(less);
        off(2, START.minus(Duration.ofHours(1)), START);
        waitlist.settle();
        assertThat(service.said("waitlist.slot-wanted.v1", LINE)).hasSize(1);
        assertThat(service.transport().deadLetters()).isEmpty();
    }

    private OutboxEntry off(long sequence, Instant from, Instant to) {
        OutboxEntry said = service.eventOf(
                ServiceUnderTest.TENANT, sequence, "time-off.changed.v1", "professionalId", SARAH, "date", DATE,
                "times", List.of(Map.of("start", from, "end", to)));
        service.hears(said);
        return said;
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var other = new LinkedHashMap<>(body);
        other.put(field, value.toString());
        return other;
    }

    private static String codeOf(Answer refused) {
        return refused.body().at("/code").asString();
    }
}
