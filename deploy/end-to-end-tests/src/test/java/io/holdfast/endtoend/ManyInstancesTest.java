package io.holdfast.endtoend;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several instances of each service at once, a Service's address before each, and every few seconds SIGKILL to a random one of
 * them, which is started again: each death and each return makes a group share its partitions anew in the middle of sagas. In the
 * end the auditor finds nothing.
 *
 * <p>{@code -Dholdfast.e2e.crowd=1000 -Dholdfast.e2e.instances=3} is the full size, with all six services; by default there are a
 * few bookings and two instances of the three that a slot's money passes. {@code -Dholdfast.e2e.kill-every=…} milliseconds; with 0
 * nobody dies, and what each service took of the processor is told: {@code deploy/sizing.md} has the figures.
 */
@InTurn(2)
@OnServicesApart
class ManyInstancesTest {

    private static final int BOOKINGS = Integer.getInteger("holdfast.e2e.crowd", 20);
    private static final int INSTANCES = Integer.getInteger("holdfast.e2e.instances", 2);
    private static final int KILL_EVERY = Integer.getInteger("holdfast.e2e.kill-every", 3_000);
    private static final long SEED = Long.getLong("holdfast.e2e.seed", new Random().nextLong(1_000_000));
    private static final int GUESTS = 16;
    private static final int LEAST_KILLS = KILL_EVERY == 0 ? 0 : 4;
    /** More at once would leave the processor to those who start. */
    private static final int STARTING_AT_ONCE = 2;
    private static final Duration TO_COME_TO_REST = Duration.ofSeconds(240 + BOOKINGS / 2);
    private static final List<String> SCALED = BOOKINGS > 100
            ? Apart.mortals()
            : List.of("booking-service", "availability-service", "payment-service");

    private final Apart apart = Apart.running();

    @Test
    void theAuditorFindsNothingWhateverDiesAndWhoeverTakesOver() throws Exception {
        say("seed %d, %d bookings, %d instances of %s", SEED, BOOKINGS, INSTANCES, SCALED);
        long before = RestAudit.deadLetters();
        var instances = new LinkedHashMap<String, List<ServiceProcess>>();
        var balancers = new LinkedHashMap<String, Balancer>();
        List<String> findings;
        var kills = new AtomicInteger();
        try {
            SCALED.forEach(service -> instances.put(service, apart.instances(service, INSTANCES)));
            instances.forEach((service, all) -> {
                all.forEach(ServiceProcess::awaitReady);
                balancers.put(service, new Balancer(all.stream().map(ServiceProcess::port).toList()));
            });
            restartGateway(balancers);
            var slots = new MoneySlots(apart, BOOKINGS);
            var used = cpuTimes(instances);
            long began = System.nanoTime();
            try (var payers = new Payers(apart, slots, GUESTS, SEED);
                    var hand = Executors.newSingleThreadExecutor()) {
                var over = new CountDownLatch(1);
                List<ServiceProcess> mortals = instances.values().stream().flatMap(List::stream).toList();
                Future<?> executioner = hand.submit(() -> killUntil(over, kills, mortals));
                try {
                    payers.pay(BOOKINGS);
                } finally {
                    over.countDown();
                }
                say("all have booked after %d s: %s; %d kills", secondsSince(began), payers, kills.get());
                if (KILL_EVERY == 0) {
                    cpuTimes(instances).forEach((service, time) -> say("%s: %.1f CPU-ms a booking",
                            service, (time.toMillis() - used.get(service).toMillis()) / (double) BOOKINGS));
                }
                executioner.get();
                findings = RestAudit.awaitRest(apart, payers, TO_COME_TO_REST);
                findings.addAll(payers.surprises());
            }
            say("at rest after %d s and %d kills", secondsSince(began), kills.get());
        } finally {
            instances.values().forEach(all -> all.stream().skip(1).forEach(ServiceProcess::close));
            SCALED.forEach(apart::restartIfDead);
            restartGateway(Map.of());
            balancers.values().forEach(Balancer::close);
        }

        assertThat(findings).as("-Dholdfast.e2e.seed=%d", SEED).isEmpty();
        assertThat(RestAudit.deadLetters()).as("dead letters").isEqualTo(before);
        assertThat(kills.get()).isGreaterThanOrEqualTo(LEAST_KILLS);
    }

    /** Behind it each service is one address. */
    private void restartGateway(Map<String, Balancer> balancers) {
        var addresses = new LinkedHashMap<String, String>();
        balancers.forEach((service, balancer) ->
                addresses.put(service.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", balancer.url()));
        apart.killHard("gateway");
        apart.restart("gateway", addresses);
    }

    private static Map<String, Duration> cpuTimes(Map<String, List<ServiceProcess>> instances) {
        var times = new LinkedHashMap<String, Duration>();
        instances.forEach((service, all) ->
                times.put(service, all.stream().map(ServiceProcess::cpuTime).reduce(Duration.ZERO, Duration::plus)));
        return times;
    }

    private static Void killUntil(CountDownLatch over, AtomicInteger kills, List<ServiceProcess> all) throws InterruptedException {
        var random = new Random(SEED);
        if (KILL_EVERY == 0) {
            return null;
        }
        while (!over.await(KILL_EVERY, TimeUnit.MILLISECONDS) || kills.get() < LEAST_KILLS) {
            if (all.stream().filter(one -> !one.isReady()).count() < STARTING_AT_ONCE) {
                ServiceProcess victim = all.get(random.nextInt(all.size()));
                victim.killHard();
                victim.start();
                kills.incrementAndGet();
            } else if (over.getCount() == 0) {
                TimeUnit.MILLISECONDS.sleep(KILL_EVERY);
            }
        }
        all.forEach(ServiceProcess::awaitReady);
        return null;
    }

    /** Looks again only at what was not in order the last time, and in the end once at everything. */
    private static long secondsSince(long began) {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    private static void say(String what, Object... values) {
        System.out.println("ManyInstancesTest: " + what.formatted(values));
    }
}
