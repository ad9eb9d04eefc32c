package io.holdfast.loadtests;

import java.time.Duration;
import java.util.Locale;

/** The processor time that one process takes, all its threads together, user and system. */
public final class CpuTime {

    private static final Duration QUIET_LOOK = Duration.ofSeconds(1);
    private static final Duration QUIET = QUIET_LOOK.dividedBy(5);
    private static final Duration LONGEST_QUIETING = Duration.ofSeconds(60);

    private final ProcessHandle process;
    private Duration before;

    private CpuTime(ProcessHandle process) {
        this.process = process;
        this.before = total();
    }

    /** Counts from now on. */
    public static CpuTime of(long pid) {
        return new CpuTime(ProcessHandle.of(pid).orElseThrow());
    }

    /** Counts this very process from now on. */
    public static CpuTime ofThisProcess() {
        return new CpuTime(ProcessHandle.current());
    }

    /** What was taken since this began or was last reset. */
    public Duration taken() {
        return total().minus(before);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void reset() {
        before = total();
    }

    /**
     * Waits until the process has done what is left to do: until it takes less than a fifth of a core for a second (a platform that
     * does nothing takes some percent: sweeps, heartbeats, timers), or a minute has passed. Returns how long that was.
     */
    public Duration awaitQuiet() throws InterruptedException {
        long began = System.nanoTime();
        Duration before = total();
        while (System.nanoTime() - began < LONGEST_QUIETING.toNanos()) {
            Thread.sleep(QUIET_LOOK);
            Duration now = total();
            if (now.minus(before).compareTo(QUIET) < 0) {
                break;
            }
            before = now;
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Milliseconds of processor time for each of {@code count} things, as text. */
    public static String millisEach(Duration taken, int count) {
        return String.format(Locale.ROOT, "%.2f", taken.toNanos() / 1e6 / Math.max(count, 1));
    }

    /** What the process has taken since it began. */
    public Duration total() {
        return process.info().totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("This system does not tell what process " + process.pid()
                        + " takes, or it has ended."));
    }
}
