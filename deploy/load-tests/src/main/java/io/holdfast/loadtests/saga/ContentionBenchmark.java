package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.ForeignLoad;
import io.holdfast.loadtests.Latencies;
import io.holdfast.loadtests.Options;
import org.jspecify.annotations.Nullable;

/**
 * Everybody wants the same slot: how soon those hear of it who do not get it, and what that costs and leaves behind;
 * {@code deploy/load-tests/run contention}.
 */
final class ContentionBenchmark {

    private static final int WON = 201;
    private static final int LOST = 409;

    private final Api api;
    private final @Nullable CpuTime platformCpu;
    private final int connections;

    private ContentionBenchmark(Api api, @Nullable CpuTime platformCpu, int connections) {
        this.api = api;
        this.platformCpu = platformCpu;
        this.connections = connections;
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("requests", "2000");
        defaults.put("connections", "200");
        defaults.put("warmup", "3");
        defaults.put("url", "");
        Benchmark.run(arguments, defaults, ContentionBenchmark::run);
    }

    private static void run(Options options) throws IOException, InterruptedException {
        int requests = options.count("requests", 2);
        int connections = options.count("connections", 1);
        int warmup = options.count("warmup", 0);
        String url = options.text("url");
        System.out.println(url == null ? "Starting the embedded platform…" : "Using the embedded platform at " + url);
        try (Platform platform = url == null ? Platform.start() : Platform.running(url)) {
            var api = new Api(platform.url());
            List<FreeSlots.Slot> slots = new FreeSlots(api).find(warmup + 1).subList(0, warmup + 1);
            var benchmark = new ContentionBenchmark(api, platform.cpuTime(), connections);
            for (int round = 0; round < warmup; round++) {
                System.out.print(benchmark.fightFor(slots.get(round), "warm-" + round, requests).lines("warm-up " + (round + 1)));
                benchmark.awaitQuiet();
            }
            String documents = platform.documentServer();
            Map<String, Long> before = documents == null ? Map.of() : counts(documents);
            ForeignLoad foreign = ForeignLoad.besideUs();
            System.out.print(benchmark.fightFor(slots.get(warmup), "fight", requests).lines("measured"));
            System.out.println("  " + foreign.line());
            if (documents != null) {
                benchmark.awaitQuiet();
                System.out.print(left(before, counts(documents), requests - 1));
            }
        }
    }

    private record Fight(
            int requests, Duration took, Latencies winners, Latencies losers, Map<Integer, AtomicInteger> answers,
            @Nullable Duration cpu) {

        String lines(String name) {
            return String.format(Locale.ROOT, """
                    %s: %,d requests for one slot in %.1f s, answers %s
                      winner             %s
                      losers             %s
                      CPU-ms per refusal %s
                    """,
                    name, requests, took.toMillis() / 1000.0, answers, winners.summary(), losers.summary(),
                    cpu == null ? "not known (another process)" : CpuTime.millisEach(cpu, losers.count()));
        }
    }

    private Fight fightFor(FreeSlots.Slot slot, String name, int requests) throws InterruptedException {
        var winners = new Latencies();
        var losers = new Latencies();
        var answers = new TreeMap<Integer, AtomicInteger>();
        if (platformCpu != null) {
            platformCpu.reset();
        }
        ClosedLoop.Outcome outcome = ClosedLoop.run(name, requests, connections, index -> {
            long began = System.nanoTime();
            int status = api.post("/api/v1/bookings", Bookings.wanted(slot, name + "-" + index, index), Bookings.WAITING).status();
            long took = System.nanoTime() - began;
            synchronized (answers) {
                answers.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
            }
            if (status == WON) {
                winners.add(took);
            } else if (status == LOST) {
                losers.add(took);
            }
        });
        System.out.print(outcome.failureLine());
        return new Fight(requests, outcome.took(), winners, losers, answers, platformCpu == null ? null : platformCpu.taken());
    }

    /** What goes on after the last answer belongs to the refusals, and must not be in the next round. */
    private void awaitQuiet() throws InterruptedException {
        if (platformCpu != null) {
            platformCpu.awaitQuiet();
        }
    }

    private static Map<String, Long> counts(String documentServer) {
        var counts = new TreeMap<String, Long>();
        try (MongoClient client = MongoClients.create(documentServer)) {
            for (String database : client.listDatabaseNames()) {
                for (String collection : client.getDatabase(database).listCollectionNames()) {
                    counts.put(database + "." + collection,
                            client.getDatabase(database).getCollection(collection).estimatedDocumentCount());
                }
            }
        }
        return counts;
    }

    private static String left(Map<String, Long> before, Map<String, Long> after, int refusals) {
        var more = new ArrayList<String>();
        long sum = 0;
        for (Map.Entry<String, Long> count : after.entrySet()) {
            long added = count.getValue() - before.getOrDefault(count.getKey(), 0L);
            sum += added;
            if (added != 0) {
                more.add(count.getKey() + " " + added);
            }
        }
        return String.format(Locale.ROOT, "  documents left     %.2f per refusal; all that came: %s%n",
                (double) sum / Math.max(1, refusals), more);
    }
}
