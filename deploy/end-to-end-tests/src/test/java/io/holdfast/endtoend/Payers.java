package io.holdfast.endtoend;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Guests who pay in every way that there is. Whoever gets no answer asks again, with the same key. */
final class Payers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    /** Sixteen who knock without a pause would take the processor from the service that is starting. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private enum Way {
        PAYS, FAILS_FIRST, AUTHORIZES_ONLY, SENDS_THE_PAGE, SENDS_THE_PAGE_WITHOUT_WEBHOOKS, PAYS_THEN_CANCELS,
        CANCELS_THEN_PAYS, CANCELS_WHILE_PAYING, GOES_AWAY
    }

    private final Apart apart;
    private final MoneySlots slots;
    private final long seed;
    private final ExecutorService guests;
    private final Queue<Booked> booked = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Map<Way, AtomicInteger> ways = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> paidAgain = ConcurrentHashMap.newKeySet();

    Payers(Apart apart, MoneySlots slots, int atOnce, long seed) {
        this.apart = apart;
        this.slots = slots;
        this.seed = seed;
        this.guests = Executors.newFixedThreadPool(atOnce);
    }

    /** Returns when all have done what they wanted; what follows from it may not be over. */
    void pay(int payments) throws InterruptedException {
        List<Future<?>> journeys = IntStream.range(0, payments)
                .<Future<?>>mapToObj(i -> guests.submit(() -> journey(new Random(seed * 31 + i))))
                .toList();
        for (Future<?> journey : journeys) {
            try {
                journey.get();
            } catch (ExecutionException e) {
                surprises.add("A guest gave up: " + e.getCause());
            }
        }
    }

    List<Booked> booked() {
        return List.copyOf(booked);
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Whoever paid something that is not worth the price pays once more, and who is unlucky again goes away. */
    void payAgainOrCancel(Booked booking) {
        if (paidAgain.add(booking.id())) {
            checkout(orderOf(booking), "success", "normal", Map.of());
        } else {
            cancel(booking);
        }
    }

    void cancel(Booked booking) {
        if (cancelled.add(booking.id())) {
            cancelNow(booking);
        }
    }

    @Override
    public String toString() {
        return booked.size() + " booked, " + new TreeMap<>(ways);
    }

    @Override
    public void close() {
        guests.shutdownNow();
    }

    private void journey(Random random) {
        Booked booking = book();
        booked.add(booking);
        String order = orderOf(booking);
        Way way = way(random);
        ways.computeIfAbsent(way, w -> new AtomicInteger()).incrementAndGet();
        switch (way) {
            case PAYS -> checkout(order, "success", "normal", Map.of());
            case FAILS_FIRST -> {
                checkout(order, "failure", "normal", Map.of());
                checkout(order, "success", "duplicate", Map.of());
            }
            case AUTHORIZES_ONLY -> checkout(order, "success", "normal", Map.of("capture", "manual"));
            case SENDS_THE_PAGE -> verify(checkout(order, "success", "late", Map.of()));
            case SENDS_THE_PAGE_WITHOUT_WEBHOOKS -> verify(checkout(order, "success", "none", Map.of()));
            case PAYS_THEN_CANCELS -> {
                checkout(order, "success", "normal", Map.of());
                cancel(booking);
            }
            case CANCELS_THEN_PAYS -> {
                cancel(booking);
                checkout(order, "success", "normal", Map.of());
            }
            case CANCELS_WHILE_PAYING -> {
                Thread canceller = Thread.ofVirtual().start(() -> cancel(booking));
                checkout(order, "success", "normal", Map.of());
                join(canceller);
            }
            case GOES_AWAY -> cancel(booking);
        }
    }

    private static Way way(Random random) {
        int dice = random.nextInt(100);
        if (dice < 38) {
            return Way.PAYS;
        } else if (dice < 48) {
            return Way.FAILS_FIRST;
        } else if (dice < 58) {
            return Way.AUTHORIZES_ONLY;
        } else if (dice < 65) {
            return Way.SENDS_THE_PAGE;
        } else if (dice < 72) {
            return Way.SENDS_THE_PAGE_WITHOUT_WEBHOOKS;
        } else if (dice < 83) {
            return Way.PAYS_THEN_CANCELS;
        } else if (dice < 90) {
            return Way.CANCELS_THEN_PAYS;
        }
        return dice < 97 ? Way.CANCELS_WHILE_PAYING : Way.GOES_AWAY;
    }

    private Booked book() {
        Slot slot = slots.next();
        String email = Platform.freshEmail();
        Map<String, Object> body = Platform.guestRequest(slot, email);
        body.put("duration", MoneySlots.MINUTES);
        String key = UUID.randomUUID().toString();
        JsonNode booking = Awaitility.await("a booking")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> Asking.once(() -> apart.anybody.post("/api/v1/bookings", body, "Prefer", "wait=10", "Idempotency-Key", key))
                                // 422: booking has not heard of the new professional yet.
                                .filter(answer -> answer.status() != 422),
                        Optional::isPresent)
                .orElseThrow()
                .body();
        return new Booked(
                booking.get("id").asString(), booking.get("number").asString(), email, booking.get("manageToken").asString());
    }

    private String orderOf(Booked booking) {
        return Awaitility.await("an order for " + booking)
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> Asking.once(() -> apart.bookingAnswer(booking))
                                .map(answer -> answer.body().at("/payment/orderId"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** What Checkout hands to the page. */
    private JsonNode checkout(String order, String outcome, String webhook, Map<String, String> more) {
        var request = new LinkedHashMap<>(Map.of("orderId", order, "outcome", outcome, "webhook", webhook));
        request.putAll(more);
        return apart.simulator.post("/simulator/checkout", request).expect(200).body();
    }

    /** The page asks until somebody answers; a payment that is not known or not signed would be a surprise. */
    private void verify(JsonNode checkout) {
        Answer answer = Asking.untilAnswered(() -> apart.anybody.post("/api/v1/payments/verify", checkout.toString()));
        if (answer.status() != 200) {
            surprises.add("Verifying " + checkout + " was answered " + answer);
        }
    }

    private void cancelNow(Booked booking) {
        String key = UUID.randomUUID().toString();
        Answer answer = Asking.untilAnswered(() -> apart.anybody.post(
                "/api/v1/bookings/" + booking.id() + "/cancel",
                Map.of("reason", "Something came up"),
                "Holdfast-Manage-Token", booking.manageToken(), "Idempotency-Key", key));
        // 409: it is over already.
        if (answer.status() / 100 != 2 && answer.status() != 409) {
            surprises.add("Cancelling " + booking + " was answered " + answer);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
