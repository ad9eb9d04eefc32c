package io.holdfast.loadtests.saga;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

import io.holdfast.loadtests.Benchmark;
import io.holdfast.loadtests.ChildJvm;
import io.holdfast.loadtests.ClosedLoop;
import io.holdfast.loadtests.CpuTime;
import io.holdfast.loadtests.ForeignLoad;
import io.holdfast.loadtests.Options;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Drives bookings through the gateway and the simulator, then measures the floor; {@code deploy/load-tests/run saga}. */
final class SagaBenchmark {

    private static final int MAILS_PER_BOOKING = 3;
    private static final int ORIGINALS = 100;
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final int bookings;
    private final int concurrency;
    private final int warmup;
    private final List<Integer> sizes;
    private String contents = "nothing stored before the warm-up";

    private SagaBenchmark(Options options) {
        bookings = options.count("bookings", 1);
        concurrency = options.count("concurrency", 1);
        warmup = options.count("warmup", 0);
        sizes = options.counts("stored", 0);
    }

    public static void main(String[] arguments) throws Exception {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("bookings", "500");
        defaults.put("concurrency", "16");
        defaults.put("warmup", "2000");
        defaults.put("stored", "0");
        defaults.put("url", "");
        Benchmark.run(arguments, defaults, options -> new SagaBenchmark(options).run(options.text("url")));
    }

    private void run(@Nullable String url) throws IOException, InterruptedException {
        if (url != null && !sizes.equals(List.of(0))) {
            throw new IllegalArgumentException("--stored fills the store of a platform that is started here, not that of --url.");
        }
        var costs = new ArrayList<Cost>();
        Path originals = sizes.stream().anyMatch(size -> size > 0) ? madeToBeCopied() : null;
        try {
            for (int size : sizes) {
                costs.add(measureSaga(url, size, originals));
            }
        } finally {
            if (originals != null) {
                FileSystemUtils.deleteRecursively(originals);
            }
        }
        Cost saga = costs.getFirst();
        System.out.printf(Locale.ROOT, "floor: %d document writes and %d Kafka hops for each, nothing else%n",
                SagaShape.WRITES, SagaShape.EVENTS);
        compare(saga, Floor.measure(Floor.Kind.BARE, bookings, warmup, concurrency));
        System.out.printf(Locale.ROOT, "floor with what cannot be avoided: %d HTTP requests more, and %d groups an event%n",
                2 * SagaShape.REQUESTS_THROUGH_GATEWAY + SagaShape.REQUESTS_STRAIGHT, SagaShape.GROUPS);
        compare(saga, Floor.measure(Floor.Kind.WITH_REQUESTS_AND_GROUPS, bookings, warmup, concurrency));
        if (costs.size() > 1) {
            System.out.println("growth:    stored  sagas/s  payable p95  CPU-ms  idle");
            costs.forEach(cost -> System.out.println(cost.line(bookings)));
        }
    }

    private void compare(Cost saga, Floor.Figures floor) {
        System.out.printf(Locale.ROOT, """
                  %,d, %d at a time
                  sagas/s            %,.1f
                  begin→end          %s
                  CPU-ms per saga    %s
                  ratio saga/floor   time %.1f%s
                """,
                bookings, concurrency, floor.perSecond(), floor.latencies(), CpuTime.millisEach(floor.cpu(), bookings),
                floor.perSecond() / saga.perSecond(),
                saga.cpu() == null ? ", CPU not known" : String.format(Locale.ROOT, ", CPU %.1f",
                        (double) saga.cpu().toNanos() / floor.cpu().toNanos()));
    }

    /** The home of a platform that has made some bookings and was stopped. */
    private Path madeToBeCopied() throws IOException, InterruptedException {
        try (Platform first = Platform.start()) {
            var api = new Api(first.url());
            var originals = new Bookings(api, "original", new FreeSlots(api).find(ORIGINALS).subList(0, ORIGINALS));
            ClosedLoop.Outcome outcome = ClosedLoop.run("to be copied", ORIGINALS, concurrency, originals::book);
            System.out.print(outcome.failureLine());
            CpuTime cpu = first.cpuTime();
            if (cpu != null) {
                cpu.awaitQuiet();
            }
            return first.leave();
        }
    }

    /** A platform on a copy of that, filled up. */
    private Platform filled(Path originals, int size) throws IOException, InterruptedException {
        Path home = ChildJvm.temporaryHome("platform");
        FileSystemUtils.copyRecursively(originals, home);
        System.out.printf(Locale.ROOT, "Copying them until there are %,d…%n", size);
        StoredBookings.Filled filled = StoredBookings.fill(home, size);
        contents = filled.line();
        long began = System.nanoTime();
        Platform platform = Platform.start(home);
        System.out.printf(Locale.ROOT, "%s; started with them in %.1f s%n", contents, (System.nanoTime() - began) / 1e9);
        return platform;
    }

    /** @param idle of one core, before the measured bookings; NaN where it is not known */
    private record Cost(int stored, double perSecond, @Nullable Duration cpu, double payableP95, double idle) {

        String line(int bookings) {
            return String.format(Locale.ROOT, "        %,9d  %7.1f  %8.0f ms  %6s  %.1f %%", stored, perSecond, payableP95,
                    cpu == null ? "?" : CpuTime.millisEach(cpu, bookings), idle);
        }
    }

    private Cost measureSaga(@Nullable String url, int size, @Nullable Path originals) throws IOException, InterruptedException {
        System.out.println(url == null ? "Starting the embedded platform…" : "Using the embedded platform at " + url);
        try (Platform platform = url != null ? Platform.running(url)
                : size > 0 && originals != null ? filled(originals, size)
                : Platform.start()) {
            var api = new Api(platform.url());
            System.out.println("Looking for " + (bookings + warmup) + " free slots…");
            List<FreeSlots.Slot> slots = new FreeSlots(api).find(bookings + warmup);
            var warm = new Bookings(api, "warm", slots.subList(0, warmup));
            ClosedLoop.Outcome first = ClosedLoop.run("warm-up", warmup, concurrency, warm::book);
            System.out.print(first.failureLine());
            @Nullable CpuTime platformCpu = platform.cpuTime();
            @Nullable World world = platform.world();
            double idle = Double.NaN;
            if (platformCpu != null) {
                platformCpu.awaitQuiet();
                platformCpu.reset();
                Thread.sleep(IDLE);
                idle = 100.0 * platformCpu.taken().toNanos() / IDLE.toNanos();
                System.out.printf(Locale.ROOT, "idle: %.1f %% of a core over %d s, with %s%n", idle, IDLE.toSeconds(), contents);
                platformCpu.reset();
            }

            var measured = new Bookings(api, "load", slots.subList(warmup, warmup + bookings));
            CpuTime ours = CpuTime.ofThisProcess();
            @Nullable CpuTime worlds = world == null ? null : world.cpuTime();
            ForeignLoad foreign = ForeignLoad.besideUs();
            ClosedLoop.Outcome outcome = ClosedLoop.run("bookings", bookings, concurrency, measured::book);
            Duration driver = ours.taken();
            String foreignLoad = foreign.line();
            Duration busy = platformCpu == null ? null : platformCpu.taken();
            Duration quieting = platformCpu == null ? Duration.ZERO : platformCpu.awaitQuiet();
            Duration all = platformCpu == null ? null : platformCpu.taken();

            System.out.printf(Locale.ROOT, """
                    saga: %,d bookings, %d at a time, in %.1f s
                    %s  sagas/s            %,.1f
                      request→payable    %s
                      webhook→confirmed  %s
                      checkout→confirmed %s
                      CPU-ms per saga    %s, driver %s, simulator and mail sink %s
                      %s
                    """,
                    bookings, concurrency, outcome.took().toMillis() / 1000.0, outcome.failureLine(), outcome.perSecond(),
                    measured.payable().summary(), measured.fromWebhook().summary(), measured.fromCheckout().summary(),
                    busy == null || all == null ? "platform not known (another process)"
                            : String.format(Locale.ROOT, "platform %s (%s until the last was confirmed, then %.0f s of mails and clearing up)",
                                    CpuTime.millisEach(all, bookings), CpuTime.millisEach(busy, bookings), quieting.toMillis() / 1000.0),
                    CpuTime.millisEach(driver, bookings),
                    worlds == null ? "not known" : CpuTime.millisEach(worlds.taken(), bookings), foreignLoad);
            if (world != null) {
                int confirmed = first.latencies().count() + outcome.latencies().count();
                System.out.printf(Locale.ROOT, "  mails              %,d, expected %,d%n",
                        world.mails(), MAILS_PER_BOOKING * confirmed);
            }
            return new Cost(size, outcome.perSecond(), all, measured.payable().percentile(95) / 1e6, idle);
        }
    }
}
