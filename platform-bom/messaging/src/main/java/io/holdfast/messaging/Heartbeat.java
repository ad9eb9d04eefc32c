package io.holdfast.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The liveness of one loop: whether it still goes round, and how often a round failed. The
 * loop calls {@link #beat} once a round; liveness asks {@link #standsStill}. Trouble is logged when it begins and when it
 * is over, not once a round.
 */
public final class Heartbeat {

    /** For loops whose rounds take a store call or two, each of which has a time limit. */
    public static final Duration USUAL_BOUND = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final String loop;
    private final Duration bound;
    private final LongSupplier nanos;
    private volatile boolean goesRound;
    private volatile long lastBeat;
    private final AtomicLong failures = new AtomicLong();
    // Changed under the lock of this:
    private long failingSince;
    private volatile long failedInARow;

    public Heartbeat(String loop) {
        this(loop, USUAL_BOUND, System::nanoTime);
    }

    /** @param bound after how long without a beat the loop counts as standing still */
    public Heartbeat(String loop, Duration bound) {
        this(loop, bound, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    public Heartbeat(String loop, Duration bound, LongSupplier nanos) {
        this.loop = loop;
        this.bound = bound;
        this.nanos = nanos;
    }

    /** For logs, health and metrics. */
    public String loop() {
        return loop;
    }

    /** The loop begins, or has come round once more. */
    public void beat() {
        lastBeat = nanos.getAsLong();
        goesRound = true;
    }

    /** The loop ends because it was told to. */
    public void rest() {
        goesRound = false;
    }

    /** Whether the loop should go round and has not done so for longer than its bound. */
    public boolean standsStill() {
        return goesRound && silence().compareTo(bound) > 0;
    }

    /** How long ago the last beat was. */
    public Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - lastBeat);
    }

    /** How many rounds have failed since the start. */
    public long failures() {
        return failures.get();
    }

    /** Something failed beside the rounds, and whoever saw it has logged it. */
    public void countFailure() {
        failures.incrementAndGet();
    }

    /**
     * A round failed and the loop goes on.
     *
     * @return whether it is the first of a row
     */
    public synchronized boolean failed(Throwable cause) {
        countFailure();
        if (++failedInARow > 1) {
            log.debug("{} failed again", loop, cause);
            return false;
        }
        failingSince = nanos.getAsLong();
        if (cause instanceof Error) {
            log.error("{} failed and goes on", loop, cause);
        } else {
            log.warn("{} failed and goes on trying: {}", loop, withCause(cause));
            log.debug("Failed for", cause);
        }
        return true;
    }

    /** A round worked. */
    public void worked() {
        if (failedInARow > 0) {
            recovered();
        }
    }

    private synchronized void recovered() {
        if (failedInARow > 0) {
            log.info("{} works again, after {} failures in {} s", loop, failedInARow,
                    Duration.ofNanos(nanos.getAsLong() - failingSince).toSeconds());
            failedInARow = 0;
        }
    }

    private static String withCause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : failure + " because of " + cause;
    }
}
