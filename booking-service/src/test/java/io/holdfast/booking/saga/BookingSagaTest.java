package io.holdfast.booking.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.holdfast.booking.BookingInstance;
import io.holdfast.booking.domain.BookingNumbers;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.testsupport.scenario.HoldfastApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** booking-service alone: the test is availability, payment and scheduler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingSagaTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(60));

    private BookingInstance service;
    private HoldfastApi client;

    @BeforeAll
    void start() {
        service = new BookingInstance();
        service.catalogue("consultation-60", "INSTANT", 150_000, "dr-sarah-khan");
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
    void fromRequestToCompletion() {
        String id = request();
        await().until(() -> service.typesSaidAbout(id).equals(List.of("booking.requested.v1")));

        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.orderCreated(id);
        await().until(() -> booking(id).at("/payment/orderId").asString().equals("order_" + id));
        service.captured(id);
        until(id, "CONFIRMING");
        service.slotBooked(id);
        until(id, "CONFIRMED");
        service.clock.set(END);
        service.timer("booking.start-reached.v1", id, START);
        until(id, "IN_PROGRESS");
        service.timer("booking.end-reached.v1", id, END);
        until(id, "COMPLETED");

        await().untilAsserted(() -> assertThat(service.typesSaidAbout(id)).containsExactly(
                "booking.requested.v1",
                "booking.awaiting-payment.v1",
                "booking.paid.v1",
                "booking.confirmed.v1",
                "booking.started.v1",
                "booking.completed.v1"));
        assertThat(statuses(booking(id))).containsExactly(
                "REQUESTED", "PENDING_PAYMENT", "CONFIRMING", "CONFIRMED", "IN_PROGRESS", "COMPLETED");
    }

    @Test
    void everythingTwiceIsEverythingOnce() {
        String id = request();
        for (int i = 0; i < 2; i++) {
            service.slotReserved(id, HOLD_UNTIL);
        }
        until(id, "PENDING_PAYMENT");
        for (int i = 0; i < 2; i++) {
            service.orderCreated(id);
            service.captured(id);
        }
        until(id, "CONFIRMING");
        for (int i = 0; i < 2; i++) {
            service.slotBooked(id);
        }
        until(id, "CONFIRMED");
        service.slotReserved(id, HOLD_UNTIL);
        service.captured(id);
        service.slotBooked(id);
        untilHandled(id);

        assertThat(service.typesSaidAbout(id)).containsExactly(
                "booking.requested.v1", "booking.awaiting-payment.v1", "booking.paid.v1", "booking.confirmed.v1");
    }

    @Test
    void aCaptureThatOvertakesItsOrderAndAFailureThatComesAfterIt() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        service.orderCreated(id);
        service.tell("payment.failed.v1", id, Map.of(
                "bookingId", id, "revision", 1, "orderId", "order_" + id, "paymentId", "pay_0", "reason", "declined"));
        service.slotBooked(id);
        until(id, "CONFIRMED");

        assertThat(booking(id).at("/payment/status").asString()).isEqualTo("CAPTURED");
        assertThat(booking(id).at("/payment/orderId").asString()).isEqualTo("order_" + id);
    }

    @Test
    void aLateHoldAndALateCaptureReviveNothing() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.clock.set(HOLD_UNTIL);
        service.timer("hold.timed-out.v1", id, HOLD_UNTIL);
        until(id, "EXPIRED");

        service.captured(id);
        await().until(() -> booking(id).at("/payment/status").asString().equals("CAPTURED"));
        service.slotReserved(id, HOLD_UNTIL);
        await().until(() -> service.said("booking.expired.v1", id).size() == 2);

        assertThat(booking(id).at("/status").asString()).isEqualTo("EXPIRED");
        assertThat(service.said("booking.paid.v1", id)).isEmpty();
    }

    @Test
    void aLostSlotCancelsWithAFullRefund() {
        String id = request();
        service.slotReserved(id, HOLD_UNTIL);
        until(id, "PENDING_PAYMENT");
        service.captured(id);
        until(id, "CONFIRMING");
        service.tell("slot.lost.v1", id, Map.of("bookingId", id, "revision", 1, "reason", "BOOKED"));
        until(id, "CANCELLED");

        await().until(() -> service.said("booking.cancelled.v1", id).size() == 1);
        JsonNode said = service.said("booking.cancelled.v1", id).getFirst();
        assertThat(said.at("/refund/amount").asLong()).isEqualTo(150_000);
        assertThat(said.at("/wasConfirmed").asBoolean()).isFalse();
        assertThat(booking(id).at("/cancellation/refundPercentage").asInt()).isEqualTo(100);
    }

    @Test
    void poisonIsParkedAndStopsNobody() {
        String id = request();
        int parked = service.transport.deadLetters().size();

        service.tellRaw("demo", "slot.reserved.v1", id, 1, "{ this is not JSON");
        service.tell("slot.reserved.v1", id, Map.of("bookingId", id, "revision", 1));
        service.tell("slot.reserved.v1", "nobody", Map.of(
                "bookingId", "nobody", "revision", 1, "holdUntil", HOLD_UNTIL.toString()));
        service.tell("another-tenant", "slot.reserved.v1", id, 1, Map.of(
                "bookingId", id, "revision", 1, "holdUntil", HOLD_UNTIL.toString()));
        service.slotRejected(id, "BOOKED");

        until(id, "REJECTED");
        await().until(() -> service.transport.deadLetters().size() == parked + 4);
    }

    @Test
    void staleNewsAboutAProfessionalIsDropped() {
        service.catalogue("reading", "INSTANT", 150_000, "dr-james-lee");
        service.tell("demo", "professional.deactivated.v1", "dr-james-lee", 1_000_000, Map.of("professionalId", "dr-james-lee"));
        await().until(() -> code("reading", "dr-james-lee").equals("professional-unknown"));

        service.professional("demo", "dr-james-lee", List.of("reading"));
        service.professional("demo", "dr-amy-pond", List.of("reading"));
        await().until(() -> code("reading", "dr-amy-pond").equals("duration-not-offered"));

        assertThat(code("reading", "dr-james-lee")).isEqualTo("professional-unknown");
    }

    @Test
    void numbersAreNeverGivenTwice() throws Exception {
        var numbers = service.bean(BookingNumbers.class);
        var given = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                threads.submit(() -> given.add(numbers.next(new TenantId("busy"), 2026).value()));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(given).hasSize(200).contains("HF-2026-000001", "HF-2026-000200");
    }

    private String request() {
        return client.post("/api/v1/bookings", Map.of(
                        "offeringId", "consultation-60",
                        "professionalId", "dr-sarah-khan",
                        "start", START.toString(),
                        "duration", 60))
                .expect(202)
                .body()
                .at("/id")
                .asString();
    }

    private String code(String offering, String professional) {
        return client.post("/api/v1/bookings", Map.of(
                        "offeringId", offering,
                        "professionalId", professional,
                        "start", START.toString(),
                        "duration", 17))
                .body()
                .path("code")
                .asString("");
    }

    private JsonNode booking(String id) {
        return client.get("/api/v1/bookings/" + id).expect(200).body();
    }

    private void until(String id, String status) {
        await().until(() -> booking(id).at("/status").asString(), status::equals);
    }

    /** What is told of one booking is handled in order, so everything before this is handled when its effect shows. */
    private void untilHandled(String id) {
        service.tell("payment.refund-requested.v1", id, Map.of(
                "bookingId", id,
                "revision", 1,
                "paymentId", "pay_" + id,
                "amount", Map.of("amount", 150_000, "currency", "INR"),
                "reason", "to see it handled"));
        await().until(() -> booking(id).at("/payment/status").asString().equals("REFUND_PENDING"));
    }

    private static List<String> statuses(JsonNode booking) {
        return booking.at("/statusHistory").valueStream().map(change -> change.at("/status").asString()).toList();
    }
}
