package io.holdfast.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages to their handlers: those of one lane (topic and key) one after the other, lanes side by side on
 * virtual threads. A message that must wait for something holds up its own lane only, so what it waits for can arrive.
 */
public final class Lanes {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private static final Duration TIME_TO_REACT = Duration.ofSeconds(2);

    private final MessageHandler handler;
    private final Duration redeliveryPause;
    private final Heartbeat heartbeat;
    private final Map<Waiting, Long> attempts = new ConcurrentHashMap<>();
    private final Map<String, Queue<Waiting>> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    /**
     * @param redeliveryPause before a message that the handler handed back is given to it again
     * @param heartbeat counts what failed in a way that nobody expected
     */
    public Lanes(MessageHandler handler, Duration redeliveryPause, Heartbeat heartbeat) {
        this.handler = handler;
        this.redeliveryPause = redeliveryPause;
        this.heartbeat = heartbeat;
    }

    /** Puts a message at the end of its lane; {@code done} runs once its effect is stored or it was parked. */
    public void add(String lane, RawEvent message, Runnable done) {
        if (stopped) {
            return;
        }
        var waiting = new Waiting(message, done);
        try {
            lanes.compute(lane, (name, queue) -> {
                if (queue != null) {
                    queue.add(waiting);
                    return queue;
                }
                threads.execute(() -> run(lane, waiting));
                return new ConcurrentLinkedQueue<>();
            });
        } catch (RejectedExecutionException e) {
            log.debug("{} is left to whoever continues", message.origin(), e);
        }
    }

    /** Begins no further message. */
    public void stop() {
        stopped = true;
        threads.shutdown();
    }

    /**
     * Stops them all, waits for the messages in hand, and interrupts those that are not done in time; they are not marked
     * as done.
     *
     * @return those with a handler that does not react; it is left alone
     */
    public static List<Lanes> stopAll(Collection<Lanes> all, Duration timeToStop) throws InterruptedException {
        all.forEach(Lanes::stop);
        if (awaitStopped(all, timeToStop).isEmpty()) {
            return List.of();
        }
        all.forEach(lanes -> lanes.threads.shutdownNow());
        List<Lanes> stuck = awaitStopped(all, TIME_TO_REACT);
        if (!stuck.isEmpty()) {
            log.warn("A handler does not react to being interrupted and is left alone");
        }
        return stuck;
    }

    private static List<Lanes> awaitStopped(Collection<Lanes> all, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        var running = new ArrayList<Lanes>();
        for (Lanes lanes : all) {
            if (!lanes.threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                running.add(lanes);
            }
        }
        return running;
    }

    /** Whether everything has ended since they were stopped. */
    public boolean isEnded() {
        return threads.isTerminated();
    }

    /** For how long the oldest message in hand has been with its handler, pauses between tries not counted. */
    public Duration longestAttempt() {
        long now = System.nanoTime();
        return Duration.ofNanos(attempts.values().stream().mapToLong(began -> now - began).max().orElse(0));
    }

    private void run(String lane, Waiting first) {
        for (@Nullable Waiting next = first; next != null; next = nextOf(lane)) {
            if (!finish(next)) {
                return;
            }
        }
    }

    private @Nullable Waiting nextOf(String lane) {
        // Whoever adds does so inside compute too, so a lane never ends with a message in it.
        var next = new AtomicReference<@Nullable Waiting>();
        lanes.computeIfPresent(lane, (name, queue) -> {
            Waiting head = queue.poll();
            next.set(head);
            return head == null ? null : queue;
        });
        return next.get();
    }

    private boolean finish(Waiting waiting) {
        boolean told = false;
        while (!stopped) {
            attempts.put(waiting, System.nanoTime());
            try {
                handler.handle(waiting.message());
                waiting.done().run();
                return true;
            } catch (RetryLater e) {
                if (!stopped && !told) {
                    log.warn("{}; the cause: {}", e.getMessage(), String.valueOf(e.getCause()));
                    told = true;
                }
            } catch (Throwable e) {
                // Also an Error: the lane would end, and with it what this key waits for.
                heartbeat.countFailure();
                if (!told) {
                    log.error("{} could neither be handled nor parked and is tried until it can", waiting.message().origin(), e);
                    told = true;
                }
            } finally {
                attempts.remove(waiting);
            }
            if (!pause()) {
                return false;
            }
        }
        return false;
    }

    private boolean pause() {
        try {
            Thread.sleep(redeliveryPause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does what a message asks for. */
    @FunctionalInterface
    public interface MessageHandler {

        /**
         * Returns once the message needs no more attention.
         *
         * @throws RetryLater when it must be delivered again
         */
        void handle(RawEvent message);
    }

    /** A class and not a record: two messages are never the same one. */
    private static final class Waiting {

        private final RawEvent message;
        private final Runnable done;

        Waiting(RawEvent message, Runnable done) {
            this.message = message;
            this.done = done;
        }

        RawEvent message() {
            return message;
        }

        Runnable done() {
            return done;
        }
    }
}
