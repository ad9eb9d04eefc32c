package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What calendars show: all bookings of a stretch of time, whatever became of them. Queries without an index fail here, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarHttpTest {

    private static final String OWN = "/api/v1/bookings/calendar";
    private static final String ALL = "/api/v1/admin/bookings/calendar";
    private static final String SARAH = "dr-sarah-khan";
    private static final String JAMES = "dr-james-lee";
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");

    private BookingInstance service;
    private String cancelled;
    private String rejected;
    private String requested;
    private String other;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, SARAH);
        service.professional("demo", JAMES, List.of("consultation-60"));
        await().until(() -> service.guest().post("/api/v1/bookings", body(JAMES, START, 17)).text().contains("duration-not-offered"));
        cancelled = book(SARAH, START);
        service.slotReserved(cancelled, service.clock.instant().plusSeconds(900));
        await().until(() -> !service.said("booking.awaiting-payment.v1", cancelled).isEmpty());
        service.admin().post("/api/v1/bookings/" + cancelled + "/cancel", Map.of("reason", "Ill")).expect(200);
        rejected = book(SARAH, START.plus(Duration.ofHours(1)));
        service.slotRejected(rejected, "BOOKED");
        await().until(() -> !service.said("booking.rejected.v1", rejected).isEmpty());
        requested = book(SARAH, START.plus(Duration.ofDays(1)));
        other = book(JAMES, START.plus(Duration.ofHours(2)));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aProfessionalSeesWhatBecameOfTheirsByStart() {
        JsonNode calendar = sarah().get(OWN + "?from=2026-12-01&to=2026-12-31").expect(200).body();

        assertThat(calendar.at("/complete").asBoolean()).isTrue();
        assertThat(calendar.at("/from").asString()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(calendar.at("/to").asString()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(calendar.at("/bookings").valueStream().map(each -> each.at("/id").asString()))
                .containsExactly(cancelled, requested);
        JsonNode first = calendar.at("/bookings/0");
        assertThat(first.at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(first.at("/client/name").asString()).isEqualTo("Asha Rao");
        assertThat(first.at("/offering/name").asString()).isEqualTo("Consultation");
        assertThat(first.at("/professional/id").asString()).isEqualTo(SARAH);
        assertThat(first.at("/number").asString()).startsWith("HF-2026-");
        assertThat(first.at("/paymentStatus").asString()).isEqualTo("CREATED");
    }

    @Test
    void statusesAreChosen() {
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01&to=2026-12-31&status=REJECTED,REQUESTED").expect(200)))
                .containsExactly(rejected, requested);
        sarah().get(OWN + "?from=2026-12-01&to=2026-12-31&status=GONE").expect(400);
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01&to=2026-12-31&status=,").expect(200)))
                .containsExactly(cancelled, requested);
    }

    @Test
    void whatTakesUpAPartOfTheStretchBelongsToIt() {
        // From half past four to half past five.
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01T05:29:00Z&to=2026-12-01T06:00:00Z").expect(200)))
                .containsExactly(cancelled);
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01T05:30:00Z&to=2026-12-01T06:00:00Z").expect(200))).isEmpty();
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01T04:00:00Z&to=2026-12-01T04:30:00Z").expect(200))).isEmpty();
        // Days are those of the zone: the first of December of New York ends at five in the morning by UTC.
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01&to=2026-12-01&zone=Asia/Kolkata").expect(200)))
                .containsExactly(cancelled);
        assertThat(ids(sarah().get(OWN + "?from=2026-12-01&to=2026-12-01&zone=America/New_York").expect(200)))
                .containsExactly(cancelled, requested);
    }

    @Test
    void adminsSeeAllOrSome() {
        String range = "?from=2026-12-01&to=2026-12-31";
        assertThat(ids(service.admin().get(ALL + range).expect(200))).containsExactly(cancelled, other, requested);
        assertThat(ids(service.admin().get(ALL + range + "&professionalId=" + JAMES).expect(200))).containsExactly(other);
        assertThat(ids(service.admin().get(ALL + range + "&professionalId=" + JAMES + "," + SARAH).expect(200)))
                .containsExactly(cancelled, other, requested);
        assertThat(ids(service.as("other", "boss", Map.of(), "admin").get(ALL + range).expect(200))).isEmpty();
    }

    @Test
    void nobodySeesWhatIsNotTheirs() {
        String range = "?from=2026-12-01&to=2026-12-31";
        assertThat(ids(service.as("demo", JAMES, Map.of(), "professional").get(OWN + range).expect(200))).containsExactly(other);
        assertThat(ids(service.as("other", SARAH, Map.of(), "professional").get(OWN + range).expect(200))).isEmpty();
        service.guest().get(OWN + range).expect(401);
        service.client("asha").get(OWN + range).expect(403);
        sarah().get(ALL + range).expect(403);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-12-01,to", "to=2026-12-01,from", "from=2026-12-02&to=2026-12-01,to", "from=2026-12-01&to=2027-03-05,to",
        "from=soon&to=2026-12-01,from", "from=2026-12-01&to=2026-12-02&zone=Moon,zone"
    })
    void whatCannotBeShownIsNamed(String query, String field) {
        assertThat(sarah().get(OWN + "?" + query).expect(400).errorFields()).containsExactly(field);
    }

    @Test
    void aStretchAndThoseWhoAreWantedHaveBounds() {
        // From the first of December on, the third of March is the ninety-third day.
        sarah().get(OWN + "?from=2026-12-01&to=2027-03-03").expect(200);
        assertThat(sarah().get(OWN + "?from=2026-12-01&to=2027-03-04").expect(400).errorFields()).containsExactly("to");
        String all = ALL + "?from=2026-12-01&to=2026-12-31&professionalId=" + JAMES;
        service.admin().get(all + ",dr-nobody".repeat(49)).expect(200);
        assertThat(service.admin().get(all + ",dr-nobody".repeat(50)).expect(400).errorFields()).containsExactly("professionalId");
        assertThat(service.admin().get(all + ",%20").expect(400).errorFields()).containsExactly("professionalId");
    }

    @Test
    void noMoreThanCanBeShown() {
        Document one = service.bean(MongoOperations.class)
                .getCollection("bookings")
                .find(new Document("_id", requested))
                .first();
        assertThat(one).isNotNull();
        service.bean(MongoOperations.class).getCollection("bookings").insertMany(IntStream.range(0, 2_501)
                .mapToObj(index -> new Document(one).append("_id", "crowd-" + index).append("tenantId", "crowd"))
                .toList());

        JsonNode calendar = service.as("crowd", "boss", Map.of(), "admin")
                .get(ALL + "?from=2026-12-01&to=2026-12-31")
                .expect(200)
                .body();

        assertThat(calendar.at("/complete").asBoolean()).isFalse();
        assertThat(calendar.at("/bookings")).hasSize(2_500);
    }

    @Test
    void aBusinessSaysWhatPagesNeedToKnow() {
        JsonNode business = service.guest().get("/api/v1/business").expect(200).body();

        assertThat(business.at("/name").asString()).isEqualTo("Holdfast");
        assertThat(business.at("/zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(business.at("/currency").asString()).isEqualTo("INR");
        assertThat(business.at("/country").asString()).isEqualTo("IN");
        assertThat(business.at("/languages").valueStream().map(JsonNode::asString)).containsExactly("en", "hi", "he");
        assertThat(business.at("/supportEmail").asString()).isEqualTo("support@holdfast.example");
        JsonNode telAviv = service.guest().get("/api/v1/business", "Holdfast-Tenant", "tel-aviv").expect(200).body();
        assertThat(telAviv.at("/name").asString()).isEqualTo("Clinic by the Sea");
        assertThat(telAviv.at("/zone").asString()).isEqualTo("Asia/Jerusalem");
        assertThat(telAviv.at("/currency").asString()).isEqualTo("ILS");
        assertThat(telAviv.at("/country").asString()).isEqualTo("IL");
        assertThat(telAviv.at("/languages").valueStream().map(JsonNode::asString)).containsExactly("he", "en");
        assertThat(telAviv.at("/supportEmail").asString()).isEqualTo("hello@clinic.example");
    }

    private HoldfastApi sarah() {
        return service.as("demo", SARAH, Map.of(), "professional");
    }

    private String book(String professional, Instant start) {
        return service.guest().post("/api/v1/bookings", body(professional, start, 60)).expect(202).body().at("/id").asString();
    }

    private static Map<String, Object> body(String professional, Instant start, int minutes) {
        return new HashMap<>(Map.of(
                "offeringId", "consultation-60", "professionalId", professional, "start", start.toString(), "duration", minutes,
                "client", HoldfastApi.guest("Asha Rao", "asha@example.com")));
    }

    private static List<String> ids(Answer answer) {
        return answer.body().at("/bookings").valueStream().map(each -> each.at("/id").asString()).toList();
    }
}
