package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.holdfast.booking.BookingInstance;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Booking with anyone: availability chooses, and the booking is that professional's from then on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyoneHttpTest {

    private static final String BOOKINGS = "/api/v1/bookings";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant HOLD_UNTIL = Instant.parse("2026-11-28T10:15:00Z");

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
        service.admin().put("/api/v1/admin/offerings/by-whom", Map.of("name", "By whom", "confirmation", "INSTANT")).expect(200);
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
    void anyoneIsAskedForAndWhoIsChosenProvidesIt() {
        JsonNode asked = client.post(BOOKINGS, body(Map.of())).expect(202).body();
        String id = asked.at("/id").asString();
        assertThat(asked.at("/status").asString()).isEqualTo("REQUESTED");
        assertThat(asked.at("/professional").isNull()).isTrue();
        assertThat(asked.at("/price/final/amount").asLong()).isEqualTo(150_000);
        await().until(() -> !service.said("booking.requested.v1", id).isEmpty());
        assertThat(service.said("booking.requested.v1", id).getFirst().has("professionalId")).isFalse();

        service.slotReserved(id, HOLD_UNTIL);

        JsonNode held = awaitStatus(id, "PENDING_PAYMENT");
        assertThat(held.at("/professional").toString()).isEqualTo("{\"id\":\"dr-sarah-khan\",\"displayName\":\"Dr Sarah Khan\"}");
        service.orderCreated(id);
        service.captured(id);
        awaitStatus(id, "CONFIRMING");
        assertThat(service.said("booking.paid.v1", id).getFirst().at("/professionalId").asString()).isEqualTo("dr-sarah-khan");
        service.slotBooked(id);
        assertThat(awaitStatus(id, "CONFIRMED").at("/professional/id").asString()).isEqualTo("dr-sarah-khan");
        service.as("demo", "dr-sarah-khan", Map.of(), "professional").get(BOOKINGS + "/" + id).expect(200);
    }

    @Test
    void whatNobodyHasIsRefusedInWords() {
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                () -> client.post(BOOKINGS, body(Map.of("notes", "nobody")), "Prefer", "wait=20"));
        service.slotRejected(idOf("nobody"), "CLOSED");

        JsonNode problem = waiting.join().expect(409).body();
        assertThat(problem.at("/reason").asString()).isEqualTo("CLOSED");
        assertThat(problem.at("/detail").asString()).isEqualTo("Nobody who provides this works at that time.");
    }

    @Test
    void somebodyWhoIsNotKnownYetIsWaitedFor() {
        String id = client.post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();
        hold(id, "dr-new");
        service.professional("demo", "dr-new", List.of("consultation-60"));

        assertThat(awaitStatus(id, "PENDING_PAYMENT").at("/professional/id").asString()).isEqualTo("dr-new");
    }

    @Test
    void somebodyWhoIsNeverKnownRejectsIt() {
        String id = client.post(BOOKINGS, body(Map.of())).expect(202).body().at("/id").asString();
        hold(id, "dr-nobody");
        service.clock.advance(Duration.ofSeconds(11));

        assertThat(awaitStatus(id, "REJECTED").at("/statusHistory/1/reason").asString()).isEqualTo("PROFESSIONAL_UNKNOWN");
    }

    @Test
    void whereTheProfessionalDecidesWhatItCostsOneHasToBeChosen() {
        JsonNode problem = client.post(BOOKINGS, body(Map.of("offeringId", "by-whom"))).expect(422).body();

        assertThat(problem.at("/code").asString()).isEqualTo("professional-decides-price");
    }

    private String idOf(String notes) {
        return await().until(
                () -> client.get(BOOKINGS + "?limit=100").body().at("/items").valueStream()
                        .filter(item -> item.at("/notes").asString("").equals(notes))
                        .map(item -> item.at("/id").asString())
                        .toList(),
                ids -> !ids.isEmpty()).getFirst();
    }

    private void hold(String id, String professional) {
        service.tell("slot.reserved.v1", id, Map.of(
                "bookingId", id, "revision", 1, "professionalId", professional, "start", START.toString(),
                "end", START.plusSeconds(3600).toString(), "holdUntil", HOLD_UNTIL.toString()));
    }

    private JsonNode awaitStatus(String id, String status) {
        await().until(() -> client.get(BOOKINGS + "/" + id).expect(200).body().at("/status").asString().equals(status));
        return client.get(BOOKINGS + "/" + id).body();
    }

    private static Map<String, Object> body(Map<String, Object> changes) {
        var body = new HashMap<String, Object>(Map.of(
                "offeringId", "consultation-60", "mode", "DIRECT", "start", START.toString(), "duration", 60));
        body.put("professionalId", null);
        body.putAll(changes);
        return body;
    }
}
