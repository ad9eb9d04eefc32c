package io.holdfast.endtoend;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.holdfast.embedded.EmbeddedRedis;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.Slots.Slot;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A crowd for twenty slots, through HTTP and several availability-services. Nobody is believed: what counts is what the
 * calendar days in the store say. {@code -Dholdfast.e2e.contention=2000} sends as many requests, from a tenth as many
 * clients at a time, to as many services as {@code -Dholdfast.e2e.availability-services=3} says; by default it is a
 * small crowd and two services.
 */
@OnServicesApart
class SlotContentionTest {

    private static final int REQUESTS = Integer.getInteger("holdfast.e2e.contention", 60);
    private static final int CLIENTS = Math.max(20, REQUESTS / 10);
    private static final int SERVICES = Integer.getInteger("holdfast.e2e.availability-services", 2);
    private static final int SLOTS = 20;
    // Nobody may have more than a few bookings an hour, so a client changes their address now and then.
    private static final int REQUESTS_PER_ADDRESS = 3;

    private static final Apart apart = Apart.running();
    private static AutoCloseable others;

    @BeforeAll
    static void startMore() {
        others = apart.besides("availability-service", SERVICES - 1);
    }

    @AfterAll
    static void stopThem() throws Exception {
        others.close();
    }

    @Test
    void everySlotIsSoldOnceByServicesSideBySide() throws Exception {
        crowd(offering("crowd-single", 1), 1, () -> {});
    }

    @Test
    void everySlotIsSoldAsOftenAsItHasPlaces() throws Exception {
        crowd(offering("crowd-shared", 3), 3, () -> {});
    }

    @Test
    void everySlotIsSoldOnceWhenRedisDiesHalfWay() throws Exception {
        EmbeddedRedis redis = Infrastructure.forTests().embeddedRedis().orElse(null);
        assumeTrue(redis != null, "The Redis of this run is not ours to kill");
        try {
            crowd(offering("crowd-without-redis", 1), 1, redis::kill);
            assertThat(redis.isAlive()).isFalse();
        } finally {
            redis.start();
        }
    }

    /** @param halfWay happens when half of the requests are answered */
    private void crowd(String offering, int capacity, Runnable halfWay) throws Exception {
        String professional = professional(offering);
        List<Slot> slots = slots(professional, offering);
        var wanted = new ArrayList<Slot>();
        // Somebody must lose.
        for (int i = 0; i < Math.max(REQUESTS, 2 * SLOTS * capacity); i++) {
            wanted.add(slots.get(i % slots.size()));
        }
        Collections.shuffle(wanted, new Random(7));
        Queue<Slot> queue = new ConcurrentLinkedQueue<>(wanted);
        var answered = new AtomicInteger();
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        var start = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                String name = "crowd-" + UUID.randomUUID();
                clients.add(threads.submit(() -> {
                    start.await();
                    int sent = 0;
                    for (Slot slot = queue.poll(); slot != null; slot = queue.poll()) {
                        answers.add(book(slot, name + "-" + sent++ / REQUESTS_PER_ADDRESS + "@example.com"));
                        if (answered.incrementAndGet() == wanted.size() / 2) {
                            halfWay.run();
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> client : clients) {
                client.get();
            }
        }

        Map<Integer, Long> statuses =
                answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        Map<String, Long> held = heldBySlot(professional);
        System.out.println("contention: " + wanted.size() + " requests of " + CLIENTS + " clients, capacity " + capacity
                + ": answered " + statuses + ", held " + held.values().stream().mapToLong(n -> n).sum());
        assertThat(held).as("in the calendar days").hasSize(SLOTS).allSatisfy((slot, n) -> assertThat(n).isEqualTo(capacity));
        assertThat(statuses).as("%s", answers.stream().filter(a -> a.status() != 201 && a.status() != 409).findFirst())
                .containsOnlyKeys(201, 409)
                .containsEntry(201, (long) SLOTS * capacity);
    }

    /** Asks until there is an answer: who is told 202 asks again for the same, as a client may. */
    private Answer book(Slot slot, String email) {
        Map<String, Object> body = Platform.guestRequest(slot, email);
        String key = UUID.randomUUID().toString();
        while (true) {
            Answer answer = apart.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20", "Idempotency-Key", key);
            if (answer.status() != 202) {
                return answer;
            }
        }
    }

    /** How many live reservations each start has, by the store. */
    private Map<String, Long> heldBySlot(String professional) {
        return apart.stored("availability-service", "calendar_days").stream()
                .filter(day -> professional.equals(day.getString("professionalId")))
                .flatMap(day -> day.getList("reservations", Document.class).stream())
                .filter(r -> "HELD".equals(r.getString("status")) || "BOOKED".equals(r.getString("status")))
                .collect(Collectors.groupingBy(r -> r.getDate("start").toInstant().toString(), Collectors.counting()));
    }

    private String offering(String id, int capacity) {
        apart.admin.put("/api/v1/admin/offerings/" + id, Map.of(
                        "name", "Crowd", "confirmation", "INSTANT", "capacity", capacity, "durations", List.of(60),
                        "price", Map.of("amount", 10_000, "currency", "INR")))
                .expect(200);
        return id;
    }

    private String professional(String offering) {
        String id = "crowd-" + UUID.randomUUID().toString().substring(0, 8);
        Answer put = apart.admin.put("/api/v1/admin/professionals/" + id, Map.of(
                "displayName", "Dr. Crowd", "email", id + "@holdfast.example", "category", "Therapist",
                "hourlyRate", Map.of("amount", 100_000, "currency", "INR"), "zone", "Asia/Kolkata",
                "languages", List.of("en"), "offeringIds", List.of(offering)));
        assertThat(put.status() / 100).as("%s", put).isEqualTo(2);
        Eventually.see(
                "availability knows " + id,
                () -> apart.anybody.get(dates(id, offering, YearMonth.now(ZoneOffset.UTC))),
                answer -> answer.status() == 200);
        // Booking has its own copy, and looks at the duration once it knows everybody.
        Map<String, Object> unbookable = Platform.guestRequest(
                new Slot(id, offering, LocalDate.EPOCH, LocalDate.now(ZoneOffset.UTC).plusDays(9) + "T04:30:00Z"),
                Platform.freshEmail());
        unbookable.put("duration", 17);
        Eventually.see(
                "booking knows " + id,
                () -> apart.anybody.post("/api/v1/bookings", unbookable),
                answer -> answer.text().contains("duration-not-offered"));
        return id;
    }

    /** The first twenty full hours that are not today's or tomorrow's. */
    private List<Slot> slots(String professional, String offering) {
        var slots = new ArrayList<Slot>();
        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        LocalDate earliest = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        for (YearMonth month : List.of(now, now.plusMonths(1))) {
            for (JsonNode date : apart.anybody.get(dates(professional, offering, month)).expect(200).body().get("availableDates")) {
                LocalDate day = LocalDate.parse(date.asString());
                if (day.isBefore(earliest)) {
                    continue;
                }
                apart.anybody.get("/api/v1/professionals/" + professional + "/availability?duration=60&offeringId="
                                + offering + "&date=" + day)
                        .expect(200).body().get("slots").forEach(slot -> {
                            if (slot.get("time").asString().endsWith(":00") && slots.size() < SLOTS) {
                                slots.add(new Slot(professional, offering, day, slot.get("start").asString()));
                            }
                        });
            }
        }
        assertThat(slots).hasSize(SLOTS);
        return slots;
    }

    private static String dates(String professional, String offering, YearMonth month) {
        return "/api/v1/professionals/" + professional + "/available-dates?duration=60&offeringId=" + offering + "&month=" + month;
    }
}
