package io.holdfast.loadtests.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.Latencies;
import io.holdfast.loadtests.Options;
import io.holdfast.loadtests.pages.PageLook.Figures;
import io.holdfast.loadtests.pages.PageLook.Screen;
import io.holdfast.platform.Holdfast;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the web app's pages as a slow phone on a slow line would; {@code deploy/load-tests/run pages}. */
public final class PagesBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String MARK = "Holdfast is ready on ";
    private static final String TIMES = "/book/astrology-reading/dr-sarah-khan";
    private static final Map<String, List<String>> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("", List.of("/", "/o/astrology-reading", "/p/dr-sarah-khan", "/book/consultation-60", TIMES, "/login"));
        PAGES.put("professional", List.of("/pro", "/pro/calendar", "/pro/requests", "/pro/schedule", "/pro/earnings"));
        PAGES.put("admin", List.of("/admin", "/admin/bookings", "/admin/offerings"));
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final int looks;
    private final int stored;
    private final int inView;
    private final int requests;

    private PagesBenchmark(Options options) {
        this.looks = options.count("looks", 1);
        this.stored = options.count("stored", 0);
        this.inView = options.count("in-view", 1);
        this.requests = options.count("requests", 1);
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("looks", "7");
        defaults.put("stored", "100000");
        defaults.put("in-view", "2000");
        defaults.put("requests", "100");
        defaults.put("url", "");
        Path chromium = Devtools.installed().orElse(null);
        if (chromium == null) {
            System.err.println("There is no Chromium on this machine: deploy/end-to-end-tests/install-browser installs it, or"
                    + " HOLDFAST_CHROMIUM says where it is.");
            System.exit(1);
            return;
        }
        Benchmark.run(arguments, defaults, options -> new PagesBenchmark(options).run(options.text("url"), chromium));
    }

    private void run(@Nullable String url, Path chromium) throws IOException, InterruptedException {
        if (url != null) {
            measure(URI.create(url), chromium);
            return;
        }
        System.out.println("Starting the embedded platform, with a week of bookings…");
        Path home = ChildJvm.temporaryHome("pages");
        ChildJvm.Started started = start(home);
        if (stored == 0) {
            try (ChildJvm platform = started.child()) {
                measure(URI.create(started.answer()), chromium);
            }
            return;
        }
        FullPractice practice;
        try {
            measure(URI.create(started.answer()), chromium);
            practice = FullPractice.hire(URI.create(started.answer()), token(URI.create(started.answer()), "admin"));
        } finally {
            started.child().stop();
        }
        System.out.println(practice.fill(home, stored, inView));
        long began = System.nanoTime();
        ChildJvm.Started full = start(home);
        try (ChildJvm platform = full.child()) {
            System.out.printf(Locale.ROOT, "started on them in %.1f s%n", (System.nanoTime() - began) / 1e9);
            measureFull(URI.create(full.answer()), chromium, practice);
        }
    }

    private static ChildJvm.Started start(Path home) throws InterruptedException {
        return ChildJvm.start(
                Holdfast.class.getName(), home, List.of(), Map.of("HOLDFAST_PORT", "0", "HOLDFAST_HOME", home.toString()), MARK, PATIENCE,
                line -> { });
    }

    private void measureFull(URI platform, Path chromium, FullPractice practice) throws IOException, InterruptedException {
        System.out.printf("server time: %d requests, one after the other, from the first byte asked to the last one there;"
                + " first paint as above, median of %d looks%n", requests, looks);
        System.out.printf("  %-58s %9s %9s %9s %10s %10s%n", "", "KB", "p50", "p95", "412 px", "1280 px");
        try (Devtools browser = Devtools.start(chromium)) {
            for (FullPractice.Look look : practice.looks()) {
                String token = token(platform, look.person());
                URI page = platform.resolve(look.address());
                Served served = serve(page, token, look.shows());
                System.out.printf(Locale.ROOT, "  %-58s %9.1f %6.0f ms %6.0f ms %7.0f ms %7.0f ms%n", look.about(), served.kilobytes(),
                        millis(served.times().percentile(50)), millis(served.times().percentile(95)),
                        median(paints(browser, page, token, Screen.PHONE)), median(paints(browser, page, token, Screen.DESK)));
            }
        }
    }

    /** @param kilobytes of the answer, compressed */
    private record Served(Latencies times, double kilobytes) {}

    /** @param shows how many rows of a booking there are in the page, so that nobody measures an empty one */
    private Served serve(URI page, String token, int shows) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(page)
                .header("Cookie", "holdfast-session=" + token)
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip")
                .build();
        // Not counted: the server compiles what it has never made.
        for (int i = 0; i < Math.max(1, requests / 5); i++) {
            http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
        var times = new Latencies();
        byte[] last = {};
        for (int i = 0; i < requests; i++) {
            long asked = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            times.add(System.nanoTime() - asked);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(page + " was answered " + answer.statusCode());
            }
            last = answer.body();
        }
        int found = FullPractice.bookingsIn(new String(
                new GZIPInputStream(new ByteArrayInputStream(last)).readAllBytes(), StandardCharsets.UTF_8));
        if (found < shows) {
            throw new IllegalStateException(page + " shows " + found + " bookings, not " + shows);
        }
        return new Served(times, last.length / 1024.0);
    }

    private List<Double> paints(Devtools browser, URI page, String token, Screen screen) throws InterruptedException {
        PageLook.at(browser, page, token, screen);
        var all = new ArrayList<Double>();
        for (int look = 0; look < looks; look++) {
            all.add(PageLook.at(browser, page, token, screen).firstPaint());
        }
        return all;
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private void measure(URI platform, Path chromium) throws IOException, InterruptedException {
        System.out.printf(
                "pages: 1.6 Mbit/s, 150 ms round trip, processor / 4, 412 px; nothing cached; median of %d looks%n", looks);
        try (Devtools browser = Devtools.start(chromium)) {
            for (var pages : PAGES.entrySet()) {
                String token = pages.getKey().isEmpty() ? null : token(platform, pages.getKey());
                System.out.printf("  %-38s %8s %9s %12s %9s%n",
                        pages.getKey().isEmpty() ? "anybody" : pages.getKey(), "KB", "requests", "first paint", "slowest");
                for (String page : pages.getValue()) {
                    line(page, figures(browser, platform.resolve(page), token));
                }
            }
        }
    }

    private List<Figures> figures(Devtools browser, URI page, @Nullable String token) throws InterruptedException {
        // Not counted: the server compiles what it has never made.
        PageLook.at(browser, page, token);
        var all = new ArrayList<Figures>();
        for (int look = 0; look < looks; look++) {
            all.add(PageLook.at(browser, page, token));
        }
        return all;
    }

    private static void line(String page, List<Figures> all) {
        double[] paints = all.stream().mapToDouble(Figures::firstPaint).sorted().toArray();
        Figures heaviest = all.stream().reduce((one, other) -> one.bytes() >= other.bytes() ? one : other).orElseThrow();
        System.out.printf(Locale.ROOT, "  %-38s %8.1f %9d %9.0f ms %6.0f ms%n",
                page, heaviest.bytes() / 1024.0, heaviest.requests(), paints[paints.length / 2], paints[paints.length - 1]);
    }

    private String token(URI platform, String person) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(platform.resolve("/demo/tokens/" + person)).build(), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).get("token").asString();
    }
}
