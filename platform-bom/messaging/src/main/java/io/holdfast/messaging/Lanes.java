package io.holdfast.messaging;

import java.time.Duration;
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

    private final Dispatcher dispatcher;
    private final Duration redeliveryPause;
    private final Map<String, Queue<Waiting>> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    /** @param redeliveryPause before a message that the dispatcher handed back is dispatched again */
    public Lanes(Dispatcher dispatcher, Duration redeliveryPause) {
        this.dispatcher = dispatcher;
        this.redeliveryPause = redeliveryPause;
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
     * Waits for the messages in hand; those not done in time are interrupted and not marked as done.
     *
     * @param deadline by {@link System#nanoTime}
     */
    public void awaitStopped(long deadline) throws InterruptedException {
        if (!threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            threads.shutdownNow();
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                log.warn("A handler does not react to being interrupted and is left alone");
            }
        }
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
        while (!stopped) {
            try {
                dispatcher.dispatch(waiting.message());
                waiting.done().run();
                return true;
            } catch (RetryLater e) {
                if (!stopped) {
                    log.warn("{}; the cause: {}", e.getMessage(), String.valueOf(e.getCause()));
                }
            } catch (RuntimeException e) {
                log.error("{} could neither be handled nor parked and is delivered again", waiting.message().origin(), e);
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

    private record Waiting(RawEvent message, Runnable done) {}
}
