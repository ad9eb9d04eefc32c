package io.holdfast.messaging;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that does the same again and again until it is stopped. A round that fails, with an {@link Error} too,
 * is counted and told by the loop's heartbeat, and the next one comes all the same.
 */
public final class DaemonLoop {

    private static final Logger log = LoggerFactory.getLogger(DaemonLoop.class);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(1);

    private final Heartbeat heartbeat;
    private final Duration pause;
    private final Duration pauseAfterFailure;
    private final Round round;
    private volatile @Nullable Thread thread;

    /** One round. It may tell the heartbeat itself of what failed and did not end it. */
    @FunctionalInterface
    public interface Round {
        void run() throws Exception;
    }

    /** @param heartbeat gives the thread its name and beats once a round */
    public DaemonLoop(Heartbeat heartbeat, Duration pause, Round round) {
        this(heartbeat, pause, pause, round);
    }

    /** @param pause zero for a round that waits itself */
    public DaemonLoop(Heartbeat heartbeat, Duration pause, Duration pauseAfterFailure, Round round) {
        this.heartbeat = heartbeat;
        this.pause = pause;
        this.pauseAfterFailure = pauseAfterFailure;
        this.round = round;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name(heartbeat.loop()).unstarted(this::run);
            thread.start();
        }
    }

    /** Interrupts the round that is in hand, and waits a moment for it to end. */
    public synchronized void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
            try {
                stopping.join(TIME_TO_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public boolean isRunning() {
        return thread != null;
    }

    private boolean goesOn() {
        return thread == Thread.currentThread();
    }

    private void run() {
        try (Scope ignored = Traces.untraced().makeCurrent()) {
            goRounds();
        }
    }

    private void goRounds() {
        while (goesOn()) {
            heartbeat.beat();
            try {
                TimeUnit.NANOSECONDS.sleep((goRound() ? pause : pauseAfterFailure).toNanos());
            } catch (InterruptedException e) {
                // Stopping is the only reason to end.
                log.debug("{} was interrupted", heartbeat.loop(), e);
            }
        }
        heartbeat.rest();
    }

    private boolean goRound() throws InterruptedException {
        long failures = heartbeat.failures();
        try {
            round.run();
            if (heartbeat.failures() == failures) {
                heartbeat.worked();
            }
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (goesOn()) {
                heartbeat.failed(e);
            }
            return false;
        }
    }
}
