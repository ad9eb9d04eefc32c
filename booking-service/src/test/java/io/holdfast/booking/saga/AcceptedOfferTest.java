package io.holdfast.booking.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.holdfast.booking.BookingInstance;
import io.holdfast.defaults.BookingTokens;
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

/** What comes of an offer to somebody on a waitlist: the test is matching, availability and payment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptedOfferTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant LATER = START.plus(Duration.ofDays(1));

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.catalogue("tarot-60", "MANUAL", 150_000, "dr-sarah-khan");
        service.catalogue("retired-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.catalogue("asking-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.admin().put("/api/v1/admin/offerings/asking-60", Map.of(
                        "name", "Consultation",
                        "confirmation", "INSTANT",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                        "intakeFields", List.of(Map.of(
                                "name", "birthDate", "label", "Date of birth", "type", "date", "required", true))))
                .expect(200);
        service.admin().put("/api/v1/admin/offerings/retired-60", Map.of(
                        "name", "Consultation",
                        "confirmation", "INSTANT",
                        "hourlyRate", Map.of("amount", 150_000, "currency", "INR"),
                        "active", false))
                .expect(200);
        service.professional(
                "demo", "dr-sarah-khan", List.of("consultation-60", "tarot-60", "retired-60", "asking-60"));
        client = service.client("asha");
        await().until(() -> client.post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60",
                        "professionalId", "dr-sarah-khan",
                        "start", START.toString(),
                        "duration", 17))
                .text()
                .contains("duration-not-offered"));
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
    void itBecomesABookingWithItsIdThatGoesTheWayOfAll() {
        int parked = service.transport.deadLetters().size();
        String id = UUID.randomUUID().toString();
        service.slotOffered(id, HOLD_UNTIL);
        service.accepted(id);
        service.accepted(id);
        await().until(() -> service.typesSaidAbout(id).equals(List.of("booking.requested.v1")));

        JsonNode requested = service.said("booking.requested.v1", id).getFirst();
        assertThat(requested.at("/bookingId").asString()).isEqualTo(id);
        assertThat(requested.at("/number").asString()).startsWith("HF-2026-");
        assertThat(requested.at("/start").asString()).isEqualTo(START.toString());
        service.slotOffered(id, HOLD_UNTIL);
        assertThat(booking(id).at("/status").asString()).as("a late copy of the offer's answer").isEqualTo("REQUESTED");
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        assertThat(service.said("booking.awaiting-payment.v1", id).getFirst().at("/amount/amount").asLong()).isEqualTo(150_000);
        service.orderCreated(id);
        service.captured(id);
        until(id, "CONFIRMING");
        service.accepted(id);
        service.slotBooked(id);
        until(id, "CONFIRMED");

        assertThat(service.typesSaidAbout(id)).containsExactly(
                "booking.requested.v1", "booking.awaiting-payment.v1", "booking.paid.v1", "booking.confirmed.v1");
        assertThat(client.get("/api/v1/bookings/" + id + "/timeline").text()).contains("waitlist.accepted");
        assertThat(service.transport.deadLetters()).hasSize(parked);
    }

    @Test
    void aGuestOpensItWithTheTokenOfItsId() {
        String id = UUID.randomUUID().toString();
        service.accepted(id, "client.subject", null, "guest", true);
        String token = new BookingTokens("a-secret-that-only-these-tests-know-of").manage(id);

        await().until(() -> service.guest()
                .get("/api/v1/bookings/" + id, "Holdfast-Manage-Token", token)
                .status() == 200);
        assertThat(service.guest().get("/api/v1/bookings/" + id, "Holdfast-Manage-Token", token).body()
                        .at("/client/phone").asString())
                .isEqualTo("+919812345678");
        client.get("/api/v1/bookings/" + id).expect(404);
    }

    @Test
    void whatIsHeldForThemAlreadyIsNotHeldAgainstThem() {
        for (int i = 0; i < 5; i++) {
            String id = UUID.randomUUID().toString();
            // Others may hold three unpaid with one phone.
            service.accepted(id, "client.phone", "+919812300000");
            until(id, "REQUESTED");
            service.slotReserved(id, HOLD_UNTIL);
            until(id, "PENDING_PAYMENT");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retired-60      | dr-sarah-khan | 60 | There is no such offering.
            consultation-60 | dr-nobody     | 60 | There is no such professional.
            consultation-60 | dr-sarah-khan | 45 | This offering lasts [30, 60, 90, 120] minutes, not 45.
            asking-60       | dr-sarah-khan | 60 | intake.birthDate is needed
            """)
    void whatARuleRefusesIsRejectedAtOnceAndWhatIsHeldForItIsGivenBack(
            String offering, String professional, int minutes, String why) {
        String id = UUID.randomUUID().toString();
        Instant end = START.plus(Duration.ofMinutes(minutes));
        Object[] changes = {
            "offeringId", offering, "professionalId", professional, "durationMinutes", minutes, "end", end
        };
        service.accepted(id, changes);
        service.accepted(id, changes);
        until(id, "REJECTED");

        assertThat(booking(id).at("/statusHistory").valueStream().toList().getLast().at("/reason").asString())
                .startsWith(why);
        await().until(() -> !service.typesSaidAbout(id).isEmpty());
        assertThat(service.typesSaidAbout(id)).as("no slot is asked for").containsExactly("booking.rejected.v1");
        JsonNode rejected = service.said("booking.rejected.v1", id).getFirst();
        assertThat(rejected.at("/held/professionalId").asString()).isEqualTo(professional);
        assertThat(rejected.at("/held/start").asString()).isEqualTo(START.toString());
        assertThat(rejected.at("/held/end").asString()).isEqualTo(end.toString());
        assertThat(rejected.at("/offer/entryId").asString()).isEqualTo("entry-of-" + id);
        assertThat(rejected.at("/offer/client/email").asString()).isEqualTo("asha@example.com");
        assertThat(rejected.at("/offer/client/phone").isMissingNode()).isTrue();
    }

    @Test
    void whatHasToBeAcceptedByTheProfessionalNeedsAnHour() {
        String id = UUID.randomUUID().toString();
        service.clock.set(START.minus(Duration.ofMinutes(59)));
        service.accepted(id, "offeringId", "tarot-60");
        until(id, "REJECTED");

        assertThat(booking(id).toString()).contains("at least 1 hour from now");
    }

    @Test
    void whereSomebodyElseHasTheSlotByNowItsClientIsTold() {
        String id = UUID.randomUUID().toString();
        service.accepted(id);
        until(id, "REQUESTED");
        service.slotRejected(id, "BOOKED");
        until(id, "REJECTED");

        await().until(() -> service.said("booking.rejected.v1", id).size() == 1);
        JsonNode rejected = service.said("booking.rejected.v1", id).getFirst();
        assertThat(rejected.at("/reason").asString()).isEqualTo("BOOKED");
        assertThat(rejected.at("/offer/offering/name").asString()).isEqualTo("Consultation");
    }

    @Test
    void whoeverAsksThemselvesIsAnsweredAndNotWrittenTo() {
        String id = request(START);
        service.slotRejected(id, "BOOKED");
        until(id, "REJECTED");
        await().until(() -> service.said("booking.rejected.v1", id).size() == 1);

        JsonNode rejected = service.said("booking.rejected.v1", id).getFirst();
        assertThat(rejected.has("offer")).isFalse();
        assertThat(rejected.has("held")).isFalse();
    }

    @Test
    void whoMovesEarlierTakesOverWhatIsHeldForTheOffer() {
        String id = confirmed(LATER);
        String earlier = UUID.randomUUID().toString();
        service.slotOffered(earlier, HOLD_UNTIL);
        service.accepted(earlier, "moves", Map.of("bookingId", id));
        service.accepted(earlier, "moves", Map.of("bookingId", id));
        await().until(() -> service.said("booking.reschedule-requested.v1", id).size() == 1);
        JsonNode asked = service.said("booking.reschedule-requested.v1", id).getFirst();
        assertThat(asked.at("/insteadOf").asString()).isEqualTo(earlier);
        assertThat(asked.at("/start").asString()).isEqualTo(START.toString());
        assertThat(asked.at("/from/start").asString()).isEqualTo(LATER.toString());

        service.moved(id, 2, "dr-sarah-khan", START);
        await().until(() -> booking(id).at("/start").asString().equals(START.toString()));

        assertThat(service.said("booking.reschedule-requested.v1", id)).hasSize(1);
        assertThat(booking(id).at("/revision").asInt()).isEqualTo(2);
        assertThat(service.typesSaidAbout(earlier)).as("no booking comes of it").isEmpty();
        client.get("/api/v1/bookings/" + earlier).expect(404);
    }

    @Test
    void aMoveThatARuleRefusesGivesTheOfferBackAndTellsTheClientOnce() {
        String id = confirmed(LATER);
        String earlier = UUID.randomUUID().toString();
        service.clock.set(LATER.minus(Duration.ofHours(23)));
        Instant sooner = LATER.minus(Duration.ofHours(5));
        Object[] changes = {
            "moves", Map.of("bookingId", id), "start", sooner, "end", sooner.plus(Duration.ofHours(1))
        };
        service.accepted(earlier, changes);
        service.accepted(earlier, changes);
        await().until(() -> !service.said("booking.reschedule-rejected.v1", id).isEmpty());

        assertThat(service.said("booking.reschedule-rejected.v1", id)).singleElement().satisfies(refused -> {
            assertThat(refused.at("/insteadOf").asString()).isEqualTo(earlier);
            assertThat(refused.at("/professionalId").asString()).isEqualTo("dr-sarah-khan");
            assertThat(refused.at("/start").asString()).isEqualTo(sooner.toString());
            assertThat(refused.at("/reason").asString()).contains("24 hours before it starts");
            assertThat(refused.at("/offer/entryId").asString()).isEqualTo("entry-of-" + earlier);
            assertThat(refused.at("/offer/start").asString()).as("what they do not get").isEqualTo(sooner.toString());
        });
        assertThat(booking(id).at("/start").asString()).isEqualTo(LATER.toString());
    }

    @Test
    void nobodyMovesSomebodyElsesBookingAndItsClientHearsNothingOfIt() {
        String id = confirmed(LATER);
        String earlier = UUID.randomUUID().toString();
        service.accepted(earlier, "moves", Map.of("bookingId", id), "client.subject", "mallory");
        await().until(() -> !service.said("booking.reschedule-rejected.v1", id).isEmpty());

        JsonNode refused = service.said("booking.reschedule-rejected.v1", id).getFirst();
        assertThat(refused.at("/insteadOf").asString()).isEqualTo(earlier);
        assertThat(refused.has("offer")).isFalse();
        assertThat(booking(id).at("/start").asString()).isEqualTo(LATER.toString());
        assertThat(service.said("booking.reschedule-requested.v1", id)).isEmpty();
    }

    @Test
    void whatCannotBeIsParked() {
        int parked = service.transport.deadLetters().size();
        service.accepted(UUID.randomUUID().toString(), "client.name", "\u200b");
        service.accepted(UUID.randomUUID().toString(), "offeringId", "no-such-offering");
        service.accepted(UUID.randomUUID().toString(), "moves", Map.of("bookingId", "nobodys"));

        await().until(() -> service.transport.deadLetters().size() == parked + 3);
    }

    private String confirmed(Instant start) {
        String id = request(start);
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");
        return id;
    }

    private String request(Instant start) {
        return client.post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60",
                        "professionalId", "dr-sarah-khan",
                        "start", start.toString(),
                        "duration", 60))
                .expect(202)
                .body()
                .at("/id")
                .asString();
    }

    private JsonNode booking(String id) {
        return client.get("/api/v1/bookings/" + id).expect(200).body();
    }

    private void until(String id, String status) {
        await().until(() -> client.get("/api/v1/bookings/" + id).body().path("status").asString(""), status::equals);
    }
}
