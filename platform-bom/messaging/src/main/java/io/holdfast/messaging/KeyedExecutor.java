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
 * A keyed executor: runs the handler for messages of one key one after the other, and for keys side by side, on virtual
 * threads. A message that must wait for something holds up its own key only, so what it waits for can arrive.
 */
public final class KeyedExecutor {

    private static final Logger log = LoggerFactory.getLogger(KeyedExecutor.class);

    private static final Duration TIME_TO_REACT = Duration.ofSeconds(2);

    private final MessageHandler handler;
    private final Duration redeliveryPause;
    private final Heartbeat heartbeat;
    private final Map<Task, Long> attempts = new ConcurrentHashMap<>();
    private final Map<String, Queue<Task>> queues = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    /**
     * @param redeliveryPause before a message that the handler handed back is given to it again
     * @param heartbeat counts what failed in a way that nobody expected
     */
    public KeyedExecutor(MessageHandler handler, Duration redeliveryPause, Heartbeat heartbeat) {
        this.handler = handler;
        this.redeliveryPause = redeliveryPause;
        this.heartbeat = heartbeat;
    }

    /** Puts a message at the end of its key's queue; {@code done} runs once its effect is stored or it was parked. */
    public void add(String key, RawEvent message, Runnable done) {
        if (stopped) {
            return;
        }
        var task = new Task(message, done);
        try {
            queues.compute(key, (name, queue) -> {
                if (queue != null) {
                    queue.add(task);
                    return queue;
                }
                threads.execute(() -> run(key, task));
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
    public static List<KeyedExecutor> stopAll(Collection<KeyedExecutor> all, Duration timeToStop) throws InterruptedException {
        all.forEach(KeyedExecutor::stop);
        if (awaitStopped(all, timeToStop).isEmpty()) {
            return List.of();
        }
        all.forEach(executor -> executor.threads.shutdownNow());
        List<KeyedExecutor> stuck = awaitStopped(all, TIME_TO_REACT);
        if (!stuck.isEmpty()) {
            log.warn("A handler does not react to being interrupted and is left alone");
        }
        return stuck;
    }

    private static List<KeyedExecutor> awaitStopped(Collection<KeyedExecutor> all, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        var running = new ArrayList<KeyedExecutor>();
        for (KeyedExecutor executor : all) {
            if (!executor.threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                running.add(executor);
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

    private void run(String key, Task first) {
        for (@Nullable Task next = first; next != null; next = nextOf(key)) {
            if (!finish(next)) {
                return;
            }
        }
    }

    private @Nullable Task nextOf(String key) {
        // Whoever adds does so inside compute too, so a queue never ends with a message in it.
        var next = new AtomicReference<@Nullable Task>();
        queues.computeIfPresent(key, (name, queue) -> {
            Task head = queue.poll();
            next.set(head);
            return head == null ? null : queue;
        });
        return next.get();
    }

    private boolean finish(Task task) {
        boolean told = false;
        while (!stopped) {
            attempts.put(task, System.nanoTime());
            try {
                handler.handle(task.message);
                task.done.run();
                return true;
            } catch (RetryLater e) {
                if (!stopped && !told) {
                    log.warn("{}; the cause: {}", e.getMessage(), String.valueOf(e.getCause()));
                    told = true;
                }
            } catch (Throwable e) {
                // Also an Error: the thread would end, and with it what this key waits for.
                heartbeat.countFailure();
                if (!told) {
                    log.error("{} could neither be handled nor parked and is tried until it can", task.message.origin(), e);
                    told = true;
                }
            } finally {
                attempts.remove(task);
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
    private static final class Task {

        private final RawEvent message;
        private final Runnable done;

        Task(RawEvent message, Runnable done) {
            this.message = message;
            this.done = done;
        }
    }
}
