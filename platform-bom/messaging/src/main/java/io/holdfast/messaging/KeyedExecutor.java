package io.holdfast.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A keyed executor: runs the handler for messages of one key one after the other, and for keys side by side, on virtual
 * threads. A message that must wait for something holds up its own key only, so what it waits for can arrive.
 *
 * <p>A message that may be superseded lets those behind it go first for a while. Once one of them that is newer is handled,
 * it is done without having been handled itself; when none is, it is handled after all.
 */
public final class KeyedExecutor {

    private static final Logger log = LoggerFactory.getLogger(KeyedExecutor.class);

    private static final Duration TIME_TO_REACT = Duration.ofSeconds(2);

    private final MessageHandler handler;
    private final Duration redeliveryPause;
    private final Heartbeat heartbeat;
    private final Map<Task, Long> attempts = new ConcurrentHashMap<>();
    private final Map<String, KeyQueue> queues = new ConcurrentHashMap<>();
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
        var task = new Task(message, done, handler.supersededWithin(message));
        try {
            queues.compute(key, (name, queue) -> {
                if (queue != null) {
                    queue.add(task);
                    return queue;
                }
                var begun = new KeyQueue();
                begun.add(task);
                threads.execute(() -> run(key, begun));
                return begun;
            });
        } catch (RejectedExecutionException e) {
            log.debug("{} is left to whoever continues", message.origin(), e);
        }
    }

    /** Begins no further message. */
    public void stop() {
        stopped = true;
        threads.shutdown();
        queues.values().forEach(KeyQueue::wake);
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

    private void run(String key, KeyQueue queue) {
        try {
            while (!stopped) {
                Task task = queue.next();
                if (task == null) {
                    // Whoever adds does so inside compute too, so a queue never ends with a message in it.
                    if (queues.computeIfPresent(key, (name, mine) -> mine.isEmpty() ? null : mine) == null) {
                        return;
                    }
                } else if (!attempt(task, queue)) {
                    Thread.sleep(redeliveryPause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it needs no more attention; else it is tried again, or what waited for it to be handled first. */
    private boolean attempt(Task task, KeyQueue queue) {
        attempts.put(task, System.nanoTime());
        try {
            boolean handled = handler.handle(task.message);
            queue.finish(task, handled);
            return true;
        } catch (RetryLater e) {
            if (!stopped && !task.told) {
                log.warn("{}; the cause: {}", e.getMessage(), String.valueOf(e.getCause()));
                task.told = true;
            }
        } catch (Throwable e) {
            // Also an Error: the thread would end, and with it what this key waits for.
            heartbeat.countFailure();
            if (!task.told) {
                log.error("{} could neither be handled nor parked and is tried until it can", task.message.origin(), e);
                task.told = true;
            }
        } finally {
            attempts.remove(task);
        }
        return false;
    }

    /** Does what a message asks for. */
    @FunctionalInterface
    public interface MessageHandler {

        /**
         * Returns once the message needs no more attention.
         *
         * @return whether it had its effect, which supersedes what waited before it; false when it was parked, or nobody
         *     wants it
         * @throws RetryLater when it must be delivered again
         */
        boolean handle(RawEvent message);

        /** How long a message lets later ones of its key go first, one of which may supersede it. */
        default Duration supersededWithin(RawEvent message) {
            return Duration.ZERO;
        }

        /** Whether what was handled takes the place of what came before it: an old message may come again, after newer ones. */
        default boolean supersedes(RawEvent handled, RawEvent before) {
            return false;
        }
    }

    /** A class and not a record: two messages are never the same one. */
    private static final class Task {

        private final RawEvent message;
        private final Runnable done;
        private final boolean supersedable;
        private final long waitsUntil;
        // The thread's of its key.
        private boolean told;

        Task(RawEvent message, Runnable done, Duration supersededWithin) {
            this.message = message;
            this.done = done;
            this.supersedable = supersededWithin.isPositive();
            this.waitsUntil = System.nanoTime() + supersededWithin.toNanos();
        }

        /** For how much longer it lets later ones go first. */
        long nanosToWait() {
            return supersedable ? waitsUntil - System.nanoTime() : 0;
        }
    }

    /** The messages of one key that are not done, in the order in which they came. */
    private final class KeyQueue {

        private final Lock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Deque<Task> tasks = new ArrayDeque<>();

        void add(Task task) {
            lock.lock();
            try {
                tasks.addLast(task);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        void wake() {
            lock.lock();
            try {
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        boolean isEmpty() {
            lock.lock();
            try {
                return tasks.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        /**
         * The one to be handled next, which stays where it is until it is done: the first, or while that may be superseded
         * the first that may not. Waits while there are only such; null when there is none, or it is time to stop.
         */
        @Nullable Task next() throws InterruptedException {
            lock.lock();
            try {
                while (!stopped) {
                    Task first = tasks.peekFirst();
                    if (first == null) {
                        return null;
                    }
                    long nanos = first.nanosToWait();
                    if (nanos <= 0) {
                        return first;
                    }
                    Task later = firstLasting();
                    if (later != null) {
                        // An old one that comes again supersedes nothing, and then their order is kept.
                        return handler.supersedes(later.message, first.message) ? later : first;
                    }
                    changed.awaitNanos(nanos);
                }
                return null;
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Task firstLasting() {
            for (Task task : tasks) {
                if (!task.supersedable) {
                    return task;
                }
            }
            return null;
        }

        /** @param handled whether it supersedes what came before it and let it go first */
        void finish(Task finished, boolean handled) {
            var done = new ArrayList<Task>();
            lock.lock();
            try {
                for (Iterator<Task> all = tasks.iterator(); all.hasNext(); ) {
                    Task task = all.next();
                    if (task == finished || (handled && handler.supersedes(finished.message, task.message))) {
                        all.remove();
                        done.add(task);
                    }
                    if (task == finished) {
                        break;
                    }
                }
            } finally {
                lock.unlock();
            }
            done.forEach(task -> task.done.run());
        }
    }
}
