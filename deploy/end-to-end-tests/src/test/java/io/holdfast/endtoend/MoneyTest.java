package io.holdfast.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guests book, pay, pay twice, pay late, cancel, while the provider and the network do their worst and payment-service
 * is killed with SIGKILL again and again. In the end the provider's ledger, payment-service's store and the bookings
 * agree to the last paisa: what was captured is confirmed or went back, nothing went back twice.
 *
 * <p>{@code -Dholdfast.e2e.payments=2000} is the full size; {@code -Dholdfast.e2e.seed=…} repeats a run as far as the
 * machine does; {@code -Dholdfast.e2e.guests=…} and {@code -Dholdfast.e2e.life=…} (milliseconds between kills) make it
 * faster or harder.
 */
@Order(1) // It waits more than it works, best while the tests of the other systems have work for the processor.
@OnServicesApart
class MoneyTest {

    private static final int PAYMENTS = Integer.getInteger("holdfast.e2e.payments", 12);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final int GUESTS = Integer.getInteger("holdfast.e2e.guests", 16);
    /** Milliseconds from one start of payment-service to its next death, at most. */
    private static final int LONGEST_LIFE = Integer.getInteger("holdfast.e2e.life", PAYMENTS > 100 ? 20_000 : 8_000);
    private static final int LEAST_KILLS = 2;
    /** Each death keeps the guests waiting, and so would make room for the next. */
    private static final int MOST_KILLS = Math.max(LEAST_KILLS, PAYMENTS / 20);
    private static final Duration TO_COME_TO_REST = Duration.ofSeconds(240 + PAYMENTS / 4);

    /** Probabilities, and how long what waits takes; mixed, so that several meet in one payment. */
    private static final List<Map<String, Object>> FAULTS = List.of(
            Map.of("fault", "server-error", "probability", 0.06),
            Map.of("fault", "rate-limit", "probability", 0.04),
            Map.of("fault", "slow", "probability", 0.05, "delay", "PT1S"),
            Map.of("fault", "timeout", "probability", 0.04, "delay", "PT6S"),
            Map.of("fault", "webhook-lost", "probability", 0.15),
            Map.of("fault", "webhook-late", "probability", 0.1, "delay", "PT3S"),
            Map.of("fault", "webhook-duplicated", "probability", 0.1),
            Map.of("fault", "webhook-reordered", "probability", 0.2),
            Map.of("fault", "webhook-old-secret", "probability", 0.1),
            Map.of("fault", "left-authorized", "probability", 0.08),
            Map.of("fault", "auto-refund", "probability", 0.4, "delay", "PT2S"),
            Map.of("fault", "second-capture", "probability", 0.06),
            Map.of("fault", "wrong-amount", "probability", 0.06),
            Map.of("fault", "refund-failure", "probability", 0.2));

    private final Apart apart = Apart.running();

    @Test
    void everyPaisaCapturedIsConfirmedOrWentBackWhateverHappens() throws Exception {
        say("seed %d, %d payments", SEED, PAYMENTS);
        long began = System.nanoTime();
        var random = new Random(SEED);
        var slots = new MoneySlots(apart, PAYMENTS);
        Map<String, Long> before = injected();
        for (int i = 0; i < FAULTS.size(); i++) {
            var fault = new LinkedHashMap<>(FAULTS.get(i));
            fault.put("seed", SEED + i);
            apart.simulator.post("/simulator/faults", fault).expect(200);
            // However few payments there are, each fault is met.
            apart.simulator.post("/simulator/faults", Map.of("fault", fault.get("fault"))).expect(200);
        }
        // And one outage, long enough for the breaker.
        apart.simulator.post("/simulator/faults", Map.of("fault", "server-error", "times", 25)).expect(200);

        var over = new CountDownLatch(1);
        var kills = new AtomicInteger();
        List<String> findings;
        try (var payers = new Payers(apart, slots, GUESTS, SEED);
                var hand = Executors.newSingleThreadExecutor()) {
            Future<?> executioner = hand.submit(() -> killUntil(over, kills, random));
            payers.pay(PAYMENTS);
            say("all have booked: %s; %d kills so far", payers, kills.get());
            over.countDown();
            executioner.get();
            findings = findingsAtRest(payers);
            findings.addAll(payers.surprises());
        } finally {
            over.countDown();
            apart.simulator.send("DELETE", "/simulator/faults", null).expect(200);
        }
        Map<String, Long> counts = injected();
        counts.replaceAll((fault, count) -> count - before.getOrDefault(fault, 0L));
        say("%d kills of payment-service in %d s; faults injected: %s", kills.get(), (System.nanoTime() - began) / 1_000_000_000, counts);

        assertThat(findings).isEmpty();
        assertThat(counts).allSatisfy((fault, count) -> assertThat(count).as(fault).isPositive());
    }

    /** At least a few times, also when everybody was quick. */
    private Void killUntil(CountDownLatch over, AtomicInteger kills, Random random) throws InterruptedException {
        while (kills.get() < MOST_KILLS
                && (!over.await(random.nextLong(LONGEST_LIFE / 4, LONGEST_LIFE), TimeUnit.MILLISECONDS) || kills.get() < LEAST_KILLS)) {
            apart.killHard("payment-service");
            kills.incrementAndGet();
            apart.restart("payment-service");
        }
        return null;
    }

    /** Looks again only at what was not in order the last time, and in the end once at everything. */
    private List<String> findingsAtRest(Payers payers) {
        var open = new ArrayList<>(payers.booked());
        var findings = new ArrayList<String>();
        try {
            Awaitility.await("rest").atMost(TO_COME_TO_REST).pollInterval(Duration.ofSeconds(1)).until(() -> {
                tryFailedRefundsAgain();
                var audit = new MoneyAudit(apart);
                findings.clear();
                open.removeIf(booked -> {
                    List<String> wrong = audit.findings(booked);
                    if (!wrong.isEmpty() && audit.isUnpaid(booked)) {
                        payers.payAgainOrCancel(booked);
                    }
                    findings.addAll(wrong);
                    return wrong.isEmpty();
                });
                return open.isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            say("not at rest after %s:%n  %s", TO_COME_TO_REST, String.join("\n  ", findings));
            return findings;
        }
        var audit = new MoneyAudit(apart);
        payers.booked().forEach(booked -> findings.addAll(audit.findings(booked)));
        findings.addAll(audit.totals(payers.booked()));
        say("%s", audit);
        return findings;
    }

    /** What an admin does about an alert. */
    private void tryFailedRefundsAgain() {
        JsonNode failed = apart.admin.get("/api/v1/admin/payments?status=REFUND_FAILED&limit=100").expect(200).body();
        for (JsonNode payment : failed.get("items")) {
            Platform.list(payment.get("refunds")).stream()
                    .map(refund -> refund.get("paymentId").asString())
                    .distinct()
                    .forEach(id -> say("refund of %s failed for good and is tried again: %d", id, apart.admin
                            .post("/api/v1/admin/payments/" + id + "/refunds/retry", Map.of()).status()));
        }
    }

    private Map<String, Long> injected() {
        var counts = new LinkedHashMap<String, Long>();
        apart.simulator.get("/simulator/faults").expect(200).body().get("injected").properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static void say(String what, Object... values) {
        System.out.println("MoneyTest: " + what.formatted(values));
    }
}
