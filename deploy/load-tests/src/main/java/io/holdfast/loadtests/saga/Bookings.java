package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.holdfast.loadtests.Latencies;
import tools.jackson.databind.JsonNode;

/** Books, pays and waits until the booking stands, each time as a guest of another address; takes the times. */
final class Bookings {

    static final Map<String, String> WAITING = Map.of("Prefer", "wait=20");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    // Looking more often would make the platform answer questions instead of booking.
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(160);

    private final Api api;
    private final List<FreeSlots.Slot> slots;
    private final String name;
    private final Latencies payable = new Latencies();
    private final Latencies fromWebhook = new Latencies();
    private final Latencies fromCheckout = new Latencies();

    Bookings(Api api, String name, List<FreeSlots.Slot> slots) {
        this.api = api;
        this.name = name;
        this.slots = slots;
    }

    /** From sending {@code POST /bookings} to its 201 with an order id. */
    Latencies payable() {
        return payable;
    }

    /** From the answer to the checkout, when the simulator sends the webhooks, to the booking's {@code confirmedAt}. */
    Latencies fromWebhook() {
        return fromWebhook;
    }

    /** The same from sending the checkout, so with the simulator's own work. */
    Latencies fromCheckout() {
        return fromCheckout;
    }

    void book(int index) throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode booking = request(index);
        payable.add(System.nanoTime() - began);

        var checkout = Map.of(
                "orderId", booking.at("/payment/orderId").stringValue(), "outcome", "success", "webhook", "normal");
        Instant sent = Instant.now();
        api.post("/demo/checkout", checkout, Map.of()).expect(200);
        Instant answered = Instant.now();

        Instant confirmed = awaitConfirmed(booking.path("id").stringValue(), booking.path("manageToken").stringValue());
        fromWebhook.add(Math.max(0, Duration.between(answered, confirmed).toNanos()));
        fromCheckout.add(Math.max(0, Duration.between(sent, confirmed).toNanos()));
    }

    private JsonNode request(int index) throws IOException, InterruptedException {
        var wanted = wanted(slots.get(index), name + "-" + index, index);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Api.Answer answer = api.post("/api/v1/bookings", wanted, WAITING);
            // The professional reaches booking-service by an event, so it may be unknown there while warming up.
            if (answer.status() != 404 || System.nanoTime() > giveUp) {
                return answer.expect(201);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Each guest has a mailbox and a phone of their own, since one of either may hold only so much. */
    static Map<String, Object> wanted(FreeSlots.Slot slot, String guest, int number) {
        return Map.of(
                "offeringId", FreeSlots.OFFERING,
                "mode", "DIRECT",
                "professionalId", slot.professionalId(),
                "start", slot.start().toString(),
                "duration", FreeSlots.MINUTES,
                "client", Map.of(
                        "name", "Load Guest",
                        "email", guest + "@example.com",
                        "phone", "+91981" + String.format(Locale.ROOT, "%07d", number % 10_000_000)));
    }

    private Instant awaitConfirmed(String id, String manageToken) throws IOException, InterruptedException {
        var guest = Map.of("Holdfast-Manage-Token", manageToken);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_LOOK;
        while (true) {
            Thread.sleep(pause);
            JsonNode booking = api.get("/api/v1/bookings/" + id, guest).expect(200);
            String status = booking.path("status").stringValue();
            if (status.equals("CONFIRMED")) {
                return Instant.parse(booking.path("confirmedAt").stringValue());
            }
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("Booking " + id + " is " + status + " " + PATIENCE + " after it was paid");
            }
            pause = pause.compareTo(LONGEST_LOOK) < 0 ? pause.multipliedBy(2) : LONGEST_LOOK;
        }
    }
}
