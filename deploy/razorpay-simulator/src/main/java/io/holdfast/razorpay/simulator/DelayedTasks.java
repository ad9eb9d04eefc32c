package io.holdfast.razorpay.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs tasks when they are due, each on a virtual thread. It remembers nothing: what it was given is also in the store, where
 * {@link Sweep} finds it again.
 */
@Component
class DelayedTasks implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DelayedTasks.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final RealTime realTime;
    private final ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("simulator-", 0).factory());
    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("simulator-timer").factory());
    private volatile boolean running;

    DelayedTasks(RealTime realTime) {
        this.realTime = realTime;
    }

    void schedule(Instant due, Runnable task) {
        var delay = Duration.between(realTime.now(), due);
        try {
            if (delay.isPositive()) {
                timer.schedule(() -> workers.execute(guarded(task)), delay.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                workers.execute(guarded(task));
            }
        } catch (RejectedExecutionException stopping) {
            log.debug("Left to the next start, since the simulator is stopping");
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                log.warn("Left to the next sweep", failure);
            }
        };
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the store is closed, so that what is under way can still be noted. */
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Up before the web server and down after it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
