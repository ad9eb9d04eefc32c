package io.holdfast.loadtests.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.Engines;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Has all bookings of a tenant exported by a booking-service with a small heap, has the figures of all its months made from
 * them, and reads a month's figures; {@code deploy/load-tests/run export}.
 */
final class ExportBenchmark {

    private static final double NANOS = 1_000_000_000.0;
    private static final double MEGA = 1_000_000.0;
    private static final int READS = 20;

    private final int bookings;
    private final int heap;
    private final boolean withFigures;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param withFigures whether those of all months are made and read, too */
    ExportBenchmark(int bookings, int heap, boolean withFigures) {
        this.bookings = bookings;
        this.heap = heap;
        this.withFigures = withFigures;
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("bookings", "200000");
        defaults.put("heap", "128");
        defaults.put("figures", "1");
        Benchmark.run(arguments, defaults, options -> {
            try (Engines engines = Engines.start()) {
                new ExportBenchmark(options.count("bookings", 2), options.count("heap", 32), options.count("figures", 0) > 0)
                        .run(engines.mongodbUri());
            }
        });
    }

    void run(String mongodb) throws IOException, InterruptedException {
        String database = "load-export-" + UUID.randomUUID();
        try {
            StoredBookings.fill(mongodb, database, bookings, withFigures);
            System.out.printf(Locale.ROOT, "%,d bookings stored%n", bookings);
            try (BookingJvm service = BookingJvm.start(heap, mongodb, database)) {
                if (withFigures) {
                    figures(service);
                }
                export(service);
            }
        } finally {
            try (MongoClient client = MongoClients.create(mongodb)) {
                client.getDatabase(database).drop();
            }
        }
    }

    private void export(BookingJvm service) throws IOException, InterruptedException {
        service.takeMostLive();
        long began = System.nanoTime();
        long rows = -1;
        long bytes = 0;
        HttpResponse<InputStream> answer =
                http.send(request(service, "GET", "/api/v1/admin/bookings/export.csv"), HttpResponse.BodyHandlers.ofInputStream());
        try (var reader = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows++;
                bytes += line.length() + 2L;
            }
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        if (answer.statusCode() != 200 || rows != bookings) {
            throw new IllegalStateException("Exported " + rows + " of " + bookings + ", status " + answer.statusCode());
        }
        System.out.printf(Locale.ROOT,
                "export: %,d bookings, %.1f MB in %.1f s (%,.0f/s); heap of %d MB, at most %.1f MB of it after a collection%n",
                rows, bytes / MEGA, seconds, rows / seconds, heap, service.takeMostLive() / MEGA);
    }

    /** A start finds bookings without a row in the figures, and makes them. */
    private void figures(BookingJvm service) throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode state = json(service, "GET", "/api/v1/admin/analytics/rebuild");
        while (!state.path("status").asString("").equals("DONE")) {
            Thread.sleep(500);
            state = json(service, "GET", "/api/v1/admin/analytics/rebuild");
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        System.out.printf(Locale.ROOT, "figures: made anew from %,d bookings in %.1f s (%,.0f/s), at most %.1f MB after a collection%n",
                state.path("bookings").asLong(), seconds, state.path("bookings").asLong() / seconds, service.takeMostLive() / MEGA);
        String month = "/api/v1/admin/analytics?month=1&year=2024";
        long total = 0;
        long slowest = 0;
        long count = 0;
        for (int read = 0; read < READS; read++) {
            long asked = System.nanoTime();
            count = json(service, "GET", month).path("totalBookings").asLong();
            long took = System.nanoTime() - asked;
            total += took;
            slowest = Math.max(slowest, took);
        }
        System.out.printf(Locale.ROOT, "figures: a month of %,d bookings read %d times, mean %.0f ms, slowest %.0f ms%n",
                count, READS, total / (double) READS / MEGA, slowest / MEGA);
    }

    private JsonNode json(BookingJvm service, String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(service, method, path), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpRequest request(BookingJvm service, String method, String path) {
        return HttpRequest.newBuilder(URI.create(service.address() + path))
                .header("Authorization", "Bearer any")
                .timeout(Duration.ofMinutes(10))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
