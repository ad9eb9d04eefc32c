package io.holdfast.endtoend;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.endtoend.Apart.Booked;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.HoldfastApi.Answer;
import io.holdfast.testsupport.scenario.InTurn;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.Document;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many bookings ask at once for a tenth as many professionals, who accept, decline, say nothing, accept twice and accept
 * late, while some guests cancel and matching-service and availability-service are killed with SIGKILL again and again. In
 * the end nobody is booked twice at a time, each booking is confirmed or its money went back, one professional at most has
 * won it, nobody is asked any more, and a shadow replay by the same policy has the same winners.
 *
 * <p>{@code -Dholdfast.e2e.matches=500} is the full size; {@code -Dholdfast.e2e.seed=…} gives the same people the same
 * wishes, how they interleave is up to the machine; {@code -Dholdfast.e2e.life=…} (milliseconds between kills, at most)
 * makes it harder.
 */
@InTurn(1)
@Order(2) // It waits more than it works.
@OnServicesApart
class KilledMatchingTest {

    private static final int MATCHES = Integer.getInteger("holdfast.e2e.matches", 40);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final int LONGEST_LIFE = Integer.getInteger("holdfast.e2e.life", MATCHES > 100 ? 15_000 : 4_000);
    /** In place of a quarter of an hour; a crowd takes its time until it has looked. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(MATCHES > 100 ? 90 : 6);

    private static final int PROFESSIONALS = Math.max(5, MATCHES / 10);
    private static final int LEAST_KILLS = 2;
    private static final int MOST_KILLS = Math.max(LEAST_KILLS, MATCHES / 25);
    private static final int AT_ONCE = 24;
    private static final int CANCELS_PERCENT = 10;
    private static final List<String> MORTALS = List.of("matching-service", "availability-service");
    private static final Duration TO_COME_TO_REST = Duration.ofSeconds(240 + 2 * MATCHES);

    private static final String OFFERING = "massage-under-fire";
    private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");
    /** Fewer hours than bookings for each professional: some want what is not there. */
    private static final int HOURS = 8;
    private static final int FIRST_HOUR = 9;

    private final Apart apart = Apart.running();

    @Test
    void everyBookingEndsOnceAndNobodyIsBookedTwiceAtATime() throws Exception {
        say("seed %d, %d bookings, %d professionals", SEED, MATCHES, PROFESSIONALS);
        List<String> professionals = register();
        List<Booked> bookings = together(this::book);
        List<String> orders = together(i -> apart.awaitOrder(bookings.get(i)));
        Map<String, Integer> numbers =
                IntStream.range(0, MATCHES).boxed().collect(Collectors.toMap(i -> bookings.get(i).id(), i -> i));
        var over = new CountDownLatch(1);
        var kills = new AtomicInteger();
        long began = System.nanoTime();
        Instant asked = Instant.now();
        List<String> findings;
        try (var therapists = new Therapists(apart, professionals, numbers, SEED, ANSWER_WITHIN);
                var clients = Executors.newScheduledThreadPool(AT_ONCE);
                var hand = Executors.newSingleThreadExecutor()) {
            Future<?> executioner = hand.submit(() -> killUntil(over, kills));
            List<Future<?>> cancelling = new ArrayList<>();
            together(i -> {
                apart.pay(orders.get(i));
                return i;
            });
            say("all have paid after %d s", secondsSince(began));
            var dice = new Random(SEED);
            for (Booked booked : bookings) {
                if (dice.nextInt(100) < CANCELS_PERCENT) {
                    cancelling.add(clients.schedule(
                            () -> cancel(booked), dice.nextLong(2 * ANSWER_WITHIN.toMillis()), TimeUnit.MILLISECONDS));
                }
            }
            for (Future<?> one : cancelling) {
                one.get();
            }
            atRest(bookings, professionals, therapists);
            say("all has ended after %d s and %d kills", secondsSince(began), kills.get());
            over.countDown();
            executioner.get();
            // And whatever the last ones who died still had to say.
            findings = atRest(bookings, professionals, therapists);
            findings.addAll(therapists.surprises());
            say("answers %s", therapists.counts());
        } finally {
            over.countDown();
        }

        var period = Map.of("from", asked.toString(), "to", Instant.now().toString());
        JsonNode replay = Asking.untilAnswered(() -> apart.admin.post("/api/v1/admin/matching/replays", period))
                .expect(200)
                .body();
        say("%d kills in %d s; replay %s", kills.get(), secondsSince(began), replay.get("actual"));
        assertThat(findings).as("replay with -Dholdfast.e2e.seed=%d -Dholdfast.e2e.matches=%d", SEED, MATCHES).isEmpty();
        assertThat(replay.get("sameWinner")).as("by the same policy: %s", replay).isEqualTo(replay.get("requests"));
        assertThat(kills.get()).isGreaterThanOrEqualTo(LEAST_KILLS);
    }

    /** Those whom no other test books; returns when matching knows them and when they work. */
    private List<String> register() {
        apart.plant("/api/v1/admin/offerings/" + OFFERING, Map.of(
                "name", "Massage at home", "description", "", "mode", "MATCH", "video", false, "durations", List.of(60),
                "price", Map.of("amount", 20_000, "currency", "ILS"), "confirmation", "INSTANT"));
        List<String> all = IntStream.range(0, PROFESSIONALS).mapToObj(i -> "under-fire-" + i).toList();
        all.forEach(id -> apart.plant("/api/v1/admin/professionals/" + id, Map.of(
                "displayName", "Dr. " + id, "email", id + "@holdfast.example", "category", "Massage therapist",
                "hourlyRate", Map.of("amount", 20_000, "currency", "ILS"), "zone", ISRAEL.getId(),
                "languages", List.of("he"), "serviceArea", List.of("Tel Aviv"), "offeringIds", List.of(OFFERING))));
        Eventually.see(
                "matching knows them and their hours",
                () -> apart.stored("matching-service", "candidates").stream()
                        .filter(candidate -> all.contains(candidate.getString("professionalId"))
                                && candidate.getList("doing", String.class).contains(OFFERING)
                                && candidate.get("schedule", Document.class) != null)
                        .count(),
                known -> known == PROFESSIONALS);
        return all;
    }

    private Booked book(int number) {
        String email = Platform.freshEmail();
        var body = new LinkedHashMap<String, Object>();
        body.put("offeringId", OFFERING);
        body.put("mode", "MATCH");
        body.put("start", start(number % HOURS).toString());
        body.put("duration", 60);
        body.put("displayZone", ISRAEL.getId());
        body.put("client", HoldfastApi.guest("Gita Guest", email));
        body.put("address", Map.of("street", "12 Dizengoff Street", "city", "Tel Aviv"));
        String key = UUID.randomUUID().toString();
        Answer answer = Asking.untilAnswered(() ->
                apart.anybody.post("/api/v1/bookings", body, "Prefer", "wait=20", "Idempotency-Key", key));
        if (answer.status() / 100 != 2) {
            throw new AssertionError("Booking was answered " + answer);
        }
        JsonNode booking = answer.body();
        return new Booked(
                booking.get("id").asString(), booking.get("number").asString(), email, booking.get("manageToken").asString());
    }

    /** An hour of a workday that is at least three days away, so that cancelling gives everything back. */
    private static Instant start(int hour) {
        LocalDate day = LocalDate.now(ISRAEL).plusDays(3);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(LocalTime.of(FIRST_HOUR + hour, 0)).atZone(ISRAEL).toInstant();
    }

    private void cancel(Booked booked) {
        String key = UUID.randomUUID().toString();
        Answer answer = Asking.untilAnswered(() -> apart.anybody.post(
                "/api/v1/bookings/" + booked.id() + "/cancel", Map.of("reason", "Something came up"),
                "Holdfast-Manage-Token", booked.manageToken(), "Idempotency-Key", key));
        // 409: it is over already.
        if (answer.status() / 100 != 2 && answer.status() != 409) {
            throw new AssertionError("Cancelling " + booked + " was answered " + answer);
        }
    }

    /** Each of the two in turn, at least once, also when everybody was quick. */
    private Void killUntil(CountDownLatch over, AtomicInteger kills) throws InterruptedException {
        var random = new Random(SEED);
        while (kills.get() < MOST_KILLS
                && (!over.await(random.nextLong(LONGEST_LIFE / 4, LONGEST_LIFE), TimeUnit.MILLISECONDS)
                        || kills.get() < LEAST_KILLS)) {
            String victim = MORTALS.get(kills.getAndIncrement() % MORTALS.size());
            apart.killHard(victim);
            apart.restart(victim);
        }
        return null;
    }

    /** Looks again only at what was not in order the last time, and in the end once at everything. */
    private List<String> atRest(List<Booked> bookings, List<String> professionals, Therapists therapists) {
        var open = new ArrayList<>(bookings);
        var findings = new ArrayList<String>();
        try {
            Awaitility.await("rest").atMost(TO_COME_TO_REST).pollInterval(Duration.ofSeconds(1)).until(() -> {
                var audit = new MatchAudit(apart);
                findings.clear();
                open.removeIf(booked -> {
                    List<String> wrong = audit.findings(booked);
                    findings.addAll(wrong);
                    return wrong.isEmpty();
                });
                if (findings.isEmpty()) {
                    // Everything by one look, else what one booking has taken over another may have lost since.
                    var whole = new MatchAudit(apart);
                    bookings.forEach(booked -> findings.addAll(whole.findings(booked)));
                    findings.addAll(whole.findings(bookings, professionals, therapists.won()));
                    if (findings.isEmpty()) {
                        say("%s", whole.ends(bookings));
                    }
                }
                return findings.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            say("not at rest after %s:%n  %s", TO_COME_TO_REST, String.join("\n  ", findings));
        }
        return findings;
    }

    @FunctionalInterface
    private interface Step<T> {
        T of(int number) throws Exception;
    }

    private static <T> List<T> together(Step<T> step) throws Exception {
        var places = new Semaphore(AT_ONCE);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<T>>();
            for (int i = 0; i < MATCHES; i++) {
                int number = i;
                all.add(people.submit(() -> {
                    places.acquire();
                    try {
                        return step.of(number);
                    } finally {
                        places.release();
                    }
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        }
    }

    private static long secondsSince(long began) {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    private static void say(String what, Object... values) {
        System.out.println("KilledMatchingTest: " + what.formatted(values));
    }
}
