package io.holdfast.loadtests;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A fixed number of workers, each of which begins the next piece of work when it has finished one. So the load follows
 * what the system takes, and latencies are those of a system that is busy but not flooded.
 */
public final class ClosedLoop {

    private static final int PROGRESS_SECONDS = 2;

    private ClosedLoop() {}

    /** One piece of work; the index counts from 0 and is unique. */
    @FunctionalInterface
    public interface Work {
        void run(int index) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param latencies of the pieces that succeeded
     * @param firstFailure what went wrong first, null when nothing did
     */
    public record Outcome(Duration took, Latencies latencies, int failures, @Nullable String firstFailure) {

        public double perSecond() {
            return latencies.count() / (took.toNanos() / 1e9);
        }

        /** One line about what failed, empty when nothing did. */
        public String failureLine() {
            return failures == 0 ? "" : "  " + failures + " failed, the first: " + firstFailure + "\n";
        }
    }

    /** Does the work {@code count} times, {@code concurrency} at a time on virtual threads, and tells how far it is. */
    public static Outcome run(String name, int count, int concurrency, Work work) throws InterruptedException {
        var next = new AtomicInteger();
        var failures = new AtomicInteger();
        var firstFailure = new AtomicReference<@Nullable String>();
        var latencies = new Latencies();
        var running = new CountDownLatch(concurrency);
        long began = System.nanoTime();
        for (int worker = 0; worker < concurrency; worker++) {
            Thread.ofVirtual().name(name + "-" + worker).start(() -> {
                try {
                    for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                        long start = System.nanoTime();
                        try {
                            work.run(index);
                            latencies.add(System.nanoTime() - start);
                        } catch (Exception | AssertionError e) {
                            failures.incrementAndGet();
                            firstFailure.compareAndSet(null, e.toString());
                        }
                    }
                } finally {
                    running.countDown();
                }
            });
        }
        int before = 0;
        while (!running.await(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
            int done = latencies.count();
            System.out.printf(Locale.ROOT, "  %s: %,d of %,d, %,d/s%s%n", name, done, count,
                    (done - before) / PROGRESS_SECONDS, failures.get() == 0 ? "" : ", " + failures + " failed");
            before = done;
        }
        return new Outcome(Duration.ofNanos(System.nanoTime() - began), latencies, failures.get(), firstFailure.get());
    }
}
