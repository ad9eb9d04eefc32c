package io.holdfast.loadtests.availability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import io.holdfast.availability.AvailabilityService;
import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.EmbeddedRedis;
import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.Engines;
import io.holdfast.loadtests.Latencies;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.memory.InMemoryTransport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Looks at one professional's days and months over HTTP while the store grows, without Redis and with it, and at the
 * store itself; {@code deploy/load-tests/run availability}.
 */
final class AvailabilityBenchmark {

    private static final double NANOS_PER_MILLI = 1_000_000.0;
    static final String NOWHERE = "redis://127.0.0.1:1";

    private final int requests;
    private final int warmup;
    private final int[] sizes;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AvailabilityBenchmark(int requests, int warmup, int... sizes) {
        this.requests = requests;
        this.warmup = warmup;
        this.sizes = sizes;
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("requests", "1000");
        defaults.put("warmup", "2000");
        defaults.put("professionals", "1,100,10000");
        Benchmark.run(arguments, defaults, options -> {
            int[] sizes = options.counts("professionals", 1).stream().mapToInt(Integer::intValue).toArray();
            try (Engines engines = Engines.start()) {
                new AvailabilityBenchmark(options.count("requests", 1), options.count("warmup", 0), sizes)
                        .run(engines.mongodbUri());
            }
        });
    }

    /** One line of figures. */
    record Figures(int professionals, boolean cached, Latencies day, Latencies month, Latencies one, Latencies thirty) {

        String text() {
            return String.format(Locale.ROOT, """
                    %,d professionals, %s
                      day view           %s
                      month view         %s
                      store, one day     %s
                      store, thirty days %s
                      ratio at p50       day/store %.1f, month/store %.1f
                    """,
                    professionals, cached ? "days from Redis" : "without Redis", day.summary(), month.summary(), one.summary(),
                    thirty.summary(), p50(day) / p50(one), p50(month) / p50(thirty));
        }

        private static double p50(Latencies latencies) {
            return latencies.percentile(50) / NANOS_PER_MILLI;
        }
    }

    List<Figures> run(String mongodb) throws IOException, InterruptedException {
        String database = "availability-load-" + UUID.randomUUID().toString().substring(0, 8);
        var transport = new InMemoryTransport(Catalogue.load());
        var home = Files.createTempDirectory("holdfast-load-redis");
        var all = new ArrayList<Figures>();
        try (EmbeddedRedis redis = EmbeddedRedis.in(home, 0).start();
                ConfigurableApplicationContext bare = service(mongodb, database, NOWHERE, transport);
                ConfigurableApplicationContext cached =
                        service(mongodb, database, redis.uri(), transport);
                var calendars = new BusyCalendars(transport, mongodb, database)) {
            calendars.fillFirst();
            if (warmup > 0) {
                // Else the first size would be the slowest, whatever it is.
                measure(bare, calendars, 1, false);
                measure(cached, calendars, 1, true);
            }
            for (int size : sizes) {
                calendars.growTo(size);
                for (boolean withRedis : new boolean[] {false, true}) {
                    Figures figures = measure(withRedis ? cached : bare, calendars, size, withRedis);
                    System.out.print(figures.text());
                    all.add(figures);
                }
            }
        }
        return all;
    }

    private Figures measure(ConfigurableApplicationContext service, BusyCalendars calendars, int size, boolean cached)
            throws InterruptedException {
        String address = "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port")
                + "/api/v1/professionals/" + BusyCalendars.PROFESSIONAL;
        List<LocalDate> dates = calendars.dates();
        List<YearMonth> months = dates.stream().map(YearMonth::from).distinct().toList();
        List<String> thirty = dates.stream().map(BusyCalendars::dayId).toList();
        Latencies day = loop("day view", i -> get(address + "/availability?offeringId=" + BusyCalendars.OFFERING + "&date="
                + dates.get(i % dates.size())));
        Latencies month = loop("month view", i -> get(address + "/available-dates?offeringId=" + BusyCalendars.OFFERING
                + "&month=" + months.get(i % months.size())));
        Latencies one = loop("store, one day", i -> read(calendars, 1, new Document("_id", thirty.get(i % thirty.size()))));
        Latencies all = loop("store, thirty days", i ->
                read(calendars, thirty.size(), Filters.in("_id", thirty).toBsonDocument()));
        return new Figures(size, cached, day, month, one, all);
    }

    /** One after the other, so that a latency is that of a quiet service. */
    private Latencies loop(String name, ClosedLoop.Work work) throws InterruptedException {
        ClosedLoop.run(name + ", warming up", warmup, 1, work);
        ClosedLoop.Outcome outcome = ClosedLoop.run(name, requests, 1, work);
        if (outcome.failures() > 0) {
            throw new IllegalStateException(name + ": " + outcome.failureLine());
        }
        return outcome.latencies();
    }

    private void get(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private static void read(BusyCalendars calendars, int expected, Bson filter) {
        int found = calendars.days().find(filter).into(new ArrayList<>()).size();
        if (found != expected) {
            throw new IllegalStateException("Read " + found + " days instead of " + expected);
        }
    }

    static ConfigurableApplicationContext service(
            String mongodb, String database, String redis, InMemoryTransport transport) {
        return HoldfastService.named(AvailabilityService.class, "availability-service")
                .initializers(starting ->
                        ((GenericApplicationContext) starting).registerBean(EventTransport.class, () -> transport))
                .run(
                        "--server.port=0",
                        "--holdfast.redis.uri=" + redis,
                        "--spring.mongodb.uri=" + mongodb,
                        "--spring.mongodb.database=" + database);
    }
}
