package io.holdfast.defaults.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does stored work when it is due: timers, calls to the outside, their retries.
 *
 * <p>The store holds the truth: which work there is and when it is due. This class keeps what is due soon in memory, so
 * that it happens within milliseconds, and reads the store now and then for what it does not know of: work that another
 * instance wrote, or that a crash left. The action decides again on what it loads, so that doing work twice, or on two
 * instances at once, is doing it once.
 */
public final class DueWork implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    private static final Duration HORIZON = Duration.ofMinutes(1);
    private static final int FETCH = 1_000;
    // The platform's clock may be moved forward; nothing waits longer than this without looking at it.
    private static final long LONGEST_NAP_MILLIS = 100;

    private final String name;
    private final Clock clock;
    private final Duration lookInterval;
    private final Source source;
    private final Action action;
    private final Semaphore places;
    private final PriorityBlockingQueue<Due> soon = new PriorityBlockingQueue<>();
    private final Set<Due> queued = ConcurrentHashMap.newKeySet();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Object alarm = new Object();
    private @Nullable Thread loop;
    private volatile boolean started;
    private Instant lookedUntil = Instant.MIN;

    /**
     * @param name         for logs
     * @param lookInterval pause between looks into the store
     * @param atOnce       how much work may be in hand at the same time
     */
    public DueWork(String name, Clock clock, Duration lookInterval, int atOnce, Source source, Action action) {
        this.name = name;
        this.clock = clock;
        this.lookInterval = lookInterval;
        this.source = source;
        this.action = action;
        this.places = new Semaphore(atOnce);
    }

    /** Says that work was stored; without this it happens too, after the next look into the store. */
    public void schedule(String id, Instant at) {
        if (at.isAfter(clock.instant().plus(HORIZON))) {
            return;
        }
        add(new Due(id, at));
        synchronized (alarm) {
            alarm.notifyAll();
        }
    }

    /** One round now: reads the store and waits until everything due is done. For tests with a clock of their own. */
    public void tick() {
        look();
        for (Due due = nextDue(); due != null; due = nextDue()) {
            perform(due);
        }
    }

    private void add(Due due) {
        if (queued.add(due)) {
            soon.add(due);
        }
    }

    private void look() {
        for (Due due : source.dueBefore(clock.instant().plus(HORIZON), FETCH)) {
            add(due);
        }
    }

    private synchronized @Nullable Due nextDue() {
        Due head = soon.peek();
        if (head == null || head.at().isAfter(clock.instant())) {
            return null;
        }
        soon.remove(head);
        queued.remove(head);
        return head;
    }

    private void run() {
        while (started) {
            try {
                Instant now = clock.instant();
                if (!lookedUntil.isAfter(now)) {
                    lookedUntil = now.plus(lookInterval);
                    look();
                }
                for (Due due = nextDue(); due != null; due = nextDue()) {
                    places.acquire();
                    Due taken = due;
                    workers.execute(() -> {
                        try {
                            perform(taken);
                        } finally {
                            places.release();
                        }
                    });
                }
                nap();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.warn("{} could not look for work and tries again: {}", name, e.toString());
                napAfterFailure();
            }
        }
    }

    private void nap() throws InterruptedException {
        Due head = soon.peek();
        long untilHead = head == null ? LONGEST_NAP_MILLIS : Duration.between(clock.instant(), head.at()).toMillis();
        synchronized (alarm) {
            alarm.wait(Math.clamp(untilHead, 1, LONGEST_NAP_MILLIS));
        }
    }

    private void napAfterFailure() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(Due due) {
        if (!running.add(due.id())) {
            return;
        }
        try {
            action.perform(due.id());
        } catch (Exception e) {
            // The work stays in the store; the next look finds it again.
            log.warn("{} {} failed and is tried again: {}", name, due.id(), e.toString());
            log.debug("Failed for", e);
        } finally {
            running.remove(due.id());
        }
    }

    @Override
    public void start() {
        started = true;
        loop = Thread.ofPlatform().name("due-" + name).daemon().start(this::run);
    }

    @Override
    public void stop() {
        started = false;
        if (loop != null) {
            loop.interrupt();
        }
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Stored work and when it is due. */
    public record Due(String id, Instant at) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at.compareTo(other.at);
        }
    }

    /** Reads the store. */
    @FunctionalInterface
    public interface Source {

        /** Work that is not done and due before {@code horizon}, the earliest first. */
        List<Due> dueBefore(Instant horizon, int limit);
    }

    /** Does one piece of work, after deciding on what the store says now. */
    @FunctionalInterface
    public interface Action {

        void perform(String id) throws Exception;
    }
}
