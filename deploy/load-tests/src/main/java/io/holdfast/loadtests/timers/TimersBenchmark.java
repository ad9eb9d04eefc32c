package io.holdfast.loadtests.timers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.holdfast.loadtests.BareDocuments;
import io.holdfast.loadtests.BareEvents;
import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.Engines;
import io.holdfast.loadtests.Latencies;
import org.bson.Document;

/**
 * How late timers fire when they are spread over a minute, when they are all due at one instant, and when the scheduler is
 * killed in the middle; {@code deploy/load-tests/run timers}.
 */
final class TimersBenchmark {

    /** From storing the last timer to the first one's instant. */
    private static final Duration LEAD = Duration.ofSeconds(3);
    private static final int CONCURRENCY = 32;
    /** So many are stored first, to see how long storing takes. */
    private static final int TRIAL = 500;
    /** Over which those are spread in the middle of which it dies, so that with a few it is the middle, too. */
    private static final Duration KILL_WITHIN = Duration.ofSeconds(2);

    private final String mongodb;
    private final String kafka;
    private final Supplier<CpuTime> serverCpu;
    private final String database = "timers-load-" + UUID.randomUUID().toString().substring(0, 8);

    /** @param serverCpu instants to count what the servers take */
    TimersBenchmark(String mongodb, String kafka, Supplier<CpuTime> serverCpu) {
        this.mongodb = mongodb;
        this.kafka = kafka;
        this.serverCpu = serverCpu;
    }

    /**
     * @param warmup before all of that
     * @param spread timers, evenly over {@code over}
     * @param atOnce at one instant
     * @param killed within two seconds, in the middle of which the scheduler dies
     */
    record Sizes(int warmup, int spread, Duration over, int atOnce, int killed) {}

    /**
     * @param whenKilled how many had fired when the scheduler was killed; 0 where it was not
     * @param took       from the first one's instant until the last came
     * @param service    processor time of the service, of all timers together
     * @param servers    that of document server and broker
     */
    record Figures(
            String name, int timers, int whenKilled, Latencies lateness, int early, int lost, int twice, int sentAgain, Duration took,
            Duration service, Duration servers) {

        String text() {
            return String.format(Locale.ROOT,
                    "  %-28s %s  early %d  lost %d  twice %d  sent again %d  %.1f s (%,.0f/s)  CPU-ms %s + %s%n",
                    name, lateness.summary(), early, lost, twice, sentAgain, took.toMillis() / 1e3,
                    timers / Math.max(took.toNanos() / 1e9, 1e-9), CpuTime.millisEach(service, timers),
                    CpuTime.millisEach(servers, timers));
        }
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("timers", "50000");
        defaults.put("seconds", "60");
        defaults.put("at-once", "10000");
        defaults.put("kill", "10000");
        defaults.put("warmup", "10000");
        Benchmark.run(arguments, defaults, options -> {
            var sizes = new Sizes(
                    options.count("warmup", 0),
                    options.count("timers", 1),
                    Duration.ofSeconds(options.count("seconds", 1)),
                    options.count("at-once", 1),
                    options.count("kill", 2));
            try (Engines engines = Engines.start()) {
                new TimersBenchmark(engines.mongodbUri(), engines.kafka(), engines::cpuTime).run(sizes);
            }
        });
    }

    /** Prints the figures as they come. */
    List<Figures> run(Sizes sizes) throws Exception {
        var all = new ArrayList<Figures>();
        try (var agendas = new StoredAgendas(mongodb, kafka, database);
                SchedulerJvm scheduler = SchedulerJvm.start(mongodb, kafka, database)) {
            System.out.println("  lateness until a consumer has the event; CPU-ms per timer: service + servers");
            if (sizes.warmup() > 0) {
                all.add(told(measure("warming up", scheduler, agendas, sizes.warmup(), evenly(sizes.over(), sizes.warmup()))));
            }
            all.add(told(measure(
                    "over " + sizes.over().toSeconds() + " s", scheduler, agendas, sizes.spread(),
                    evenly(sizes.over(), sizes.spread()))));
            all.add(told(measure("at one instant", scheduler, agendas, sizes.atOnce(), index -> Duration.ZERO)));
        }
        all.add(told(kill(sizes.killed())));
        StoredAgendas.drop(mongodb, database);
        floor(sizes.atOnce());
        return all;
    }

    private static IntFunction<Duration> evenly(Duration over, int timers) {
        return index -> over.multipliedBy(index).dividedBy(timers);
    }

    private static Figures told(Figures figures) {
        System.out.print(figures.text());
        return figures;
    }

    private Figures measure(
            String name, SchedulerJvm scheduler, StoredAgendas agendas, int timers, IntFunction<Duration> when)
            throws InterruptedException {
        Planned planned = plan(agendas, timers, when);
        // Before the first of them is there, so that none is missed.
        try (FiredTimers fired = FiredTimers.listen(kafka, planned.prefix(), planned.due())) {
            planned.store(agendas);
            // Reading ahead is a part of it.
            CpuTime service = scheduler.cpuTime();
            CpuTime servers = serverCpu.get();
            fired.await(timers);
            // What was sent is still to be taken out of its document.
            Thread.sleep(500);
            return figures(name, fired, timers, 0, planned.begin(), service.taken(), servers.taken());
        }
    }

    /** The scheduler dies when half of them have come, and another one is started. Its processor time begins with its start. */
    private Figures kill(int timers) throws InterruptedException {
        SchedulerJvm dying = SchedulerJvm.start(mongodb, kafka, database);
        try (var agendas = new StoredAgendas(mongodb, kafka, database)) {
            Planned planned = plan(agendas, timers, evenly(KILL_WITHIN, timers));
            try (FiredTimers fired = FiredTimers.listen(kafka, planned.prefix(), planned.due())) {
                planned.store(agendas);
                CpuTime servers = serverCpu.get();
                fired.await(timers / 2);
                dying.kill();
                int before = fired.count();
                try (SchedulerJvm next = SchedulerJvm.start(mongodb, kafka, database)) {
                    fired.await(timers);
                    // What the first one had sent and not yet taken out comes again, if it comes.
                    Thread.sleep(3_000);
                    return figures(
                            String.format(Locale.ROOT, "kill -9 after %,d of %,d", before, timers), fired, timers, before,
                            planned.begin(), next.cpuTime().total(), servers.taken());
                }
            }
        } finally {
            dying.close();
        }
    }

    private Figures figures(
            String name, FiredTimers fired, int timers, int whenKilled, Instant begin, Duration service, Duration servers) {
        return new Figures(
                name, timers, whenKilled, fired.lateness(), fired.early(), fired.lost(), fired.firedTwice(), fired.sentAgain(),
                Duration.between(begin, fired.lastAt()), service, servers);
    }

    /**
     * Timers that are to be stored.
     *
     * @param begin when the first of them is due
     * @param due   by booking, whose ids begin with the prefix
     */
    private record Planned(String prefix, Document template, Instant begin, Map<String, Instant> due) {

        void store(StoredAgendas agendas) {
            agendas.add(template, due);
            if (Instant.now().isAfter(begin)) {
                System.err.println("  Storing took longer than expected: the first of them are late for that.");
            }
        }
    }

    private static Planned plan(StoredAgendas agendas, int timers, IntFunction<Duration> when) throws InterruptedException {
        String prefix = UUID.randomUUID().toString().substring(0, 8) + "-";
        Document template = agendas.template(prefix + "template");
        Duration storing = agendas.timeToAdd(template, prefix + "trial-", TRIAL).multipliedBy(2L * timers).dividedBy(TRIAL);
        Instant begin = Instant.now().plus(LEAD).plus(storing).truncatedTo(ChronoUnit.SECONDS);
        var due = new LinkedHashMap<String, Instant>();
        IntStream.range(0, timers).forEach(index ->
                due.put(prefix + index, begin.plus(when.apply(index)).truncatedTo(ChronoUnit.MILLIS)));
        return new Planned(prefix, template, begin, due);
    }

    /** What each timer needs of the same store and broker at least: a versioned write, a hop, a removal in bulk. */
    private void floor(int timers) throws InterruptedException, ExecutionException {
        try (BareDocuments documents = BareDocuments.open(mongodb);
                BareEvents events = BareEvents.open(kafka)) {
            // Twice: the first time to warm up.
            for (int concurrency : new int[] {CONCURRENCY, CONCURRENCY, 1}) {
                int count = concurrency == 1 ? Math.max(1, timers / 10) : timers;
                String run = UUID.randomUUID().toString();
                ClosedLoop.run("inserting", count, CONCURRENCY, index -> documents.write(run + index, 0, "none"));
                CpuTime client = CpuTime.ofThisProcess();
                CpuTime servers = serverCpu.get();
                ClosedLoop.Outcome outcome = ClosedLoop.run("floor", count, concurrency, index -> {
                    documents.write(run + index, 1, run + index);
                    events.sendAndAwait(run + index, run + index);
                    documents.removeLater(run + index, run + index);
                });
                System.out.print(outcome.failureLine());
                System.out.printf(Locale.ROOT, "  %-28s %s  %,.0f/s  CPU-ms %s + %s%n",
                        "floor, " + concurrency + " at a time", outcome.latencies().summary(), outcome.perSecond(),
                        CpuTime.millisEach(client.taken(), count), CpuTime.millisEach(servers.taken(), count));
            }
        }
    }
}
