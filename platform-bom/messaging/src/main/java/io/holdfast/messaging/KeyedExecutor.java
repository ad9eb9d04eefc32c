package io.holdfast.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Duration PAUSE_WHILE_DEFERRED = Duration.ofMillis(5);

    private final MessageHandler handler;
    private final Duration redeliveryPause;
    private final Heartbeat heartbeat;
    private final Map<Task, Long> attempts = new ConcurrentHashMap<>();
    // As many as there are messages that are handled and not done.
    private final Set<Deferral> deferred = ConcurrentHashMap.newKeySet();
    private final Map<String, KeyQueue> queues = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;
    private volatile boolean left;

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
        enqueue(key, new Task(message, done, handler.supersededWithin(message), true));
    }

    private void enqueue(String key, Task task) {
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
            log.debug("{} is left to whoever continues", task.message.origin(), e);
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
     * as done. What is deferred is waited for as long, and then left to whoever continues.
     *
     * @return those with a handler that does not react; it is left alone
     */
    public static List<KeyedExecutor> stopAll(Collection<KeyedExecutor> all, Duration timeToStop) throws InterruptedException {
        all.forEach(KeyedExecutor::stop);
        long deadline = System.nanoTime() + timeToStop.toNanos();
        boolean ended = awaitStopped(all, timeToStop).isEmpty();
        for (KeyedExecutor executor : all) {
            executor.leaveDeferred(deadline);
        }
        if (ended) {
            return List.of();
        }
        all.forEach(executor -> executor.threads.shutdownNow());
        List<KeyedExecutor> stuck = awaitStopped(all, TIME_TO_REACT);
        if (!stuck.isEmpty()) {
            log.warn("A handler does not react to being interrupted and is left alone");
        }
        return stuck;
    }

    private void leaveDeferred(long deadline) throws InterruptedException {
        while (!deferred.isEmpty() && System.nanoTime() - deadline < 0) {
            Thread.sleep(PAUSE_WHILE_DEFERRED);
        }
        left = true;
        deferred.forEach(Deferral::cancel);
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
                } else if (!attempt(key, task, queue)) {
                    Thread.sleep(redeliveryPause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it needs no more attention; else it is tried again, or what waited for it to be handled first. */
    private boolean attempt(String key, Task task, KeyQueue queue) {
        attempts.put(task, System.nanoTime());
        try {
            if (task.mayDefer) {
                var deferral = new Deferral();
                boolean handled = Deferral.during(deferral, () -> handler.handle(task.message));
                finish(key, task, queue.finish(task, handled), deferral);
            } else {
                queue.finish(task, handler.handle(task.message)).run();
            }
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

    /** It is done once what it has deferred is stored. */
    private void finish(String key, Task task, Runnable done, Deferral deferral) {
        if (deferral.isEmpty()) {
            done.run();
            return;
        }
        deferred.add(deferral);
        if (left) {
            deferral.cancel();
        }
        deferral.whenStored(
                () -> {
                    done.run();
                    deferred.remove(deferral);
                },
                failure -> {
                    log.debug("{} is handled once more, with all its effects at once", task.message.origin(), failure);
                    deferred.remove(deferral);
                    if (!stopped) {
                        enqueue(key, new Task(task.message, done, Duration.ZERO, false));
                    }
                });
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

        /**
         * Whether messages of that type need any attention; others pass by unread.
         *
         * @param type null for one that does not say
         */
        default boolean wants(@Nullable String type) {
            return true;
        }

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
        private final boolean mayDefer;
        // The thread's of its key.
        private boolean told;

        /** @param mayDefer whether effects may be stored a moment later, with others' */
        Task(RawEvent message, Runnable done, Duration supersededWithin, boolean mayDefer) {
            this.message = message;
            this.done = done;
            this.supersedable = supersededWithin.isPositive();
            this.mayDefer = mayDefer;
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

        /**
         * Takes it off, and what it supersedes.
         *
         * @param handled whether it supersedes what came before it and let it go first
         * @return to be run once its effect is stored
         */
        Runnable finish(Task finished, boolean handled) {
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
            return () -> done.forEach(task -> task.done.run());
        }
    }
}
