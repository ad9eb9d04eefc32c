package io.holdfast.loadtests;

import java.util.Arrays;
import java.util.Locale;

/** How long each of many things took. Safe for use by many threads. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private long[] nanos = new long[1024];
    private int count;

    public synchronized void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    public synchronized int count() {
        return count;
    }

    /** The latency, in nanoseconds, that {@code percent} of all did not exceed (nearest rank); 0 when there is none. */
    public long percentile(double percent) {
        return percentile(sorted(), percent);
    }

    /** For example {@code p50 3.1  p95 5.0  p99 9.2  max 20.4 ms}. */
    public String summary() {
        long[] sorted = sorted();
        return String.format(Locale.ROOT, "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms",
                percentile(sorted, 50) / NANOS_PER_MILLI, percentile(sorted, 95) / NANOS_PER_MILLI,
                percentile(sorted, 99) / NANOS_PER_MILLI, percentile(sorted, 100) / NANOS_PER_MILLI);
    }

    private static long percentile(long[] sorted, double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    private synchronized long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
