package io.holdfast.loadtests.choreography;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.Engines;
import io.holdfast.loadtests.ForeignLoad;
import io.holdfast.loadtests.Options;
import io.holdfast.loadtests.choreography.OrderDocument.Status;

/** Prints latency, throughput and processor time of the choreography; {@code deploy/load-tests/run choreography}. */
final class ChoreographyBenchmark {

    private static final int ORDERS_PER_CUSTOMER = 10;
    private static final long TOTAL = 1_200;
    private static final int PATIENCE_SECONDS = 60;

    private final Choreography choreography;
    private final CpuTime ours = CpuTime.ofThisProcess();
    private final CpuTime engines;

    private ChoreographyBenchmark(Choreography choreography, CpuTime engines) {
        this.choreography = choreography;
        this.engines = engines;
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<>(Map.of("warmup", "20000"));
        defaults.put("alone", "500");
        defaults.put("orders", "5000");
        defaults.put("concurrency", "32");
        Benchmark.run(arguments, defaults, ChoreographyBenchmark::run);
    }

    private static void run(Options options) throws InterruptedException {
        int warmup = options.count("warmup", 0);
        int alone = options.count("alone", 0);
        int orders = options.count("orders", 1);
        int concurrency = options.count("concurrency", 1);
        System.out.println("Choreography: HTTP request → order created → credit reserved → order approved, on messaging");
        try (Engines engines = Engines.start();
                Choreography choreography = Choreography.start(engines.mongodbUri(), engines.kafka())) {
            var benchmark = new ChoreographyBenchmark(choreography, engines.cpuTime());
            benchmark.phase("warm-up", warmup, concurrency);
            benchmark.phase("alone", alone, 1);
            benchmark.phase("loaded", orders, concurrency);
        }
    }

    private void phase(String name, int orders, int concurrency) throws InterruptedException {
        if (orders == 0) {
            return;
        }
        int customers = Math.max(concurrency, Math.ceilDiv(orders, ORDERS_PER_CUSTOMER));
        ClosedLoop.run(name + ", customers", customers, concurrency,
                index -> choreography.register(name + "-" + index, TOTAL * orders));
        ours.reset();
        engines.reset();
        ForeignLoad foreign = ForeignLoad.besideUs();
        ClosedLoop.Outcome outcome = ClosedLoop.run(name, orders, concurrency, index -> {
            Status decision = choreography
                    .place(UUID.randomUUID().toString(), name + "-" + index % customers, TOTAL)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (decision != Status.APPROVED) {
                throw new IllegalStateException("An order that the credit covers was " + decision);
            }
        });
        System.out.printf(Locale.ROOT, """
                %s: %,d orders, %d at a time, in %.1f s
                %s  sagas/s        %,.0f
                  request→approved  %s
                  CPU-ms per saga  %s services and driver, %s document server and broker
                  %s
                """,
                name, orders, concurrency, outcome.took().toMillis() / 1000.0, outcome.failureLine(), outcome.perSecond(),
                outcome.latencies().summary(), CpuTime.millisEach(ours.taken(), orders),
                CpuTime.millisEach(engines.taken(), orders), foreign.line());
    }
}
