package io.holdfast.defaults.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.holdfast.messaging.DaemonLoop;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopOwner;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A scheduler of stored work, which is done when it is due: timers, calls to the outside, their retries.
 *
 * <p>The store holds the truth: which work there is and when it is due. This class keeps what is due soon in memory, so
 * that it happens within milliseconds, and reads the store now and then for what it does not know of: work that another
 * instance wrote, or that a crash left. The action decides again on what it loads, so that doing work twice, or on two
 * instances at once, is doing it once.
 */
public final class DueWork implements SmartLifecycle, LoopOwner {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    private static final Duration HORIZON = Duration.ofMinutes(1);
    private static final int FETCH = 1_000;
    /** By how much before the last one of a page is due the next page is read, so that nothing waits for the reading. */
    private static final Duration READ_AHEAD = Duration.ofMillis(500);
    /** What waits here already is read once more with each page. */
    private static final int MOST_READ_AHEAD = 1_000;
    private static final Duration PAUSE_OF_READER = Duration.ofMillis(5);
    // The platform's clock may be moved forward; nothing waits longer than this without looking at it.
    private static final long LONGEST_NAP_MILLIS = 100;
    // It may have to wait for a place, and work calls the outside, with time limits and retries.
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration[] LATENESSES = {
        Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10)
    };

    private final String name;
    private final Clock clock;
    private final Duration lookInterval;
    private final Source source;
    private final Action action;
    private final int together;
    private final Timer lateness;
    private final Semaphore places;
    private final Heartbeat heartbeat;
    private final DaemonLoop loop;
    private final Heartbeat reading;
    private final DaemonLoop reader;
    private final Object alarm = new Object();
    // Guarded by the alarm, so that nobody falls asleep over work that is just being added.
    private final PriorityQueue<Due> soon = new PriorityQueue<>();
    private final Set<Due> queued = new HashSet<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    // Since the last look that was made on schedule.
    private final Set<String> attempted = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    // Whose failure was logged and who has not worked since.
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Duration overdue = Duration.ZERO;
    private volatile Instant lookedAt = Instant.MIN;
    private volatile long lookedAtNanos;
    // When the store may hold more that is due than the last look brought.
    private volatile Instant moreFrom = Instant.MIN;

    /**
     * @param name         for logs
     * @param lookInterval pause between looks into the store
     * @param atOnce       how much work may be in hand at the same time
     */
    public DueWork(String name, Clock clock, Duration lookInterval, int atOnce, Source source, Action action) {
        this(name, clock, lookInterval, atOnce, 1, source, action);
    }

    /**
     * @param atOnce   how many hands there are
     * @param together how much work that is due one hand may take at once, for {@link Action#performAll}
     */
    public DueWork(
            String name, Clock clock, Duration lookInterval, int atOnce, int together, Source source, Action action) {
        this(name, clock, lookInterval, atOnce, together, source, action, new CompositeMeterRegistry());
    }

    /** @param metrics where it is counted how late work is taken up */
    DueWork(
            String name,
            Clock clock,
            Duration lookInterval,
            int atOnce,
            int together,
            Source source,
            Action action,
            MeterRegistry metrics) {
        this.name = name;
        this.lateness = Timer.builder("holdfast.work.lateness")
                .description("From when stored work was due until it was taken up")
                .tag("work", name)
                .serviceLevelObjectives(LATENESSES)
                .register(metrics);
        Gauge.builder("holdfast.work.overdue", this, work -> work.overdue.toMillis() / 1_000.0)
                .description("For how long the oldest work was due that the last look into the store found")
                .baseUnit("seconds")
                .tag("work", name)
                .register(metrics);
        this.clock = clock;
        this.lookInterval = lookInterval;
        this.source = source;
        this.action = action;
        this.together = together;
        this.places = new Semaphore(atOnce);
        this.heartbeat = new Heartbeat("due-" + name, LONGEST_ROUND);
        this.loop = new DaemonLoop(heartbeat, Duration.ZERO, PAUSE_AFTER_FAILURE, this::goRound);
        this.reading = new Heartbeat("look-" + name);
        this.reader = new DaemonLoop(reading, Duration.ZERO, PAUSE_AFTER_FAILURE, this::read);
    }

    /** Says that work was stored; without this it happens too, after the next look into the store. */
    public void schedule(String id, Instant at) {
        schedule(new Due(id, at));
    }

    /** The same of work that knows where it comes from. */
    void schedule(Due due) {
        if (!due.at().isAfter(clock.instant().plus(HORIZON))) {
            add(due);
        }
    }

    /** One round now: reads the store and waits until everything due is done, by whomever. For tests with a clock of their own. */
    public void tick() {
        look(true);
        while (true) {
            for (Due due = takeDue(); due != null; due = takeDue()) {
                perform(due);
            }
            if (moreFrom.isAfter(clock.instant())) {
                awaitWorkers(Set.copyOf(running));
                return;
            }
            look(false);
        }
    }

    private void awaitWorkers(Set<String> inHand) {
        while (inHand.stream().anyMatch(running::contains)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** @return false when it is there already */
    private boolean add(Due due) {
        synchronized (alarm) {
            if (!queued.add(due)) {
                return false;
            }
            soon.add(due);
            alarm.notifyAll();
            return true;
        }
    }

    private int waiting() {
        synchronized (alarm) {
            return soon.size();
        }
    }

    /**
     * Reads the earliest page of the store. A full page that is all due soon is followed by another, and not only after the
     * interval, so that a backlog is done at the speed of the workers. Such a look reads past what waits here, what is in
     * hand and what failed, which the store still lists first.
     */
    private void look(boolean onSchedule) {
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        if (onSchedule) {
            attempted.clear();
            failed.clear();
        }
        int limit = FETCH + running.size() + failed.size() + (onSchedule ? 0 : waiting());
        List<Due> page = source.dueBefore(now.plus(HORIZON), limit);
        boolean anyNew = onSchedule;
        for (Due due : page) {
            if (!running.contains(due.id()) && !attempted.contains(due.id())) {
                anyNew |= add(due);
            }
        }
        // A page without anything new would come again and again; then the interval is soon enough.
        moreFrom = page.size() >= limit && anyNew ? page.getLast().at() : Instant.MAX;
        if (onSchedule) {
            Duration late = page.isEmpty() ? Duration.ZERO : Duration.between(page.getFirst().at(), now);
            overdue = late.isNegative() ? Duration.ZERO : late;
            lookedAt = now;
            lookedAtNanos = nanos;
        }
    }

    /**
     * By the clock, so that moving it forward brings the next look at once, and by the time that really passed, so that
     * one that went back and forth between two looks, or stands still, does not keep the next one from coming.
     */
    private boolean isLookDue(Instant now) {
        return lookedAt.equals(Instant.MIN)
                || !lookedAt.plus(lookInterval).isAfter(now)
                || now.isBefore(lookedAt)
                || System.nanoTime() - lookedAtNanos >= lookInterval.toNanos();
    }

    /** The next due work, marked as running; null when nothing is due. */
    private @Nullable Due takeDue() {
        while (true) {
            Due head;
            synchronized (alarm) {
                head = soon.peek();
                if (head == null || head.at().isAfter(clock.instant())) {
                    return null;
                }
                soon.remove();
                queued.remove(head);
            }
            if (running.add(head.id())) {
                attempted.add(head.id());
                Duration late = Duration.between(head.at(), clock.instant());
                lateness.record(late.isNegative() ? Duration.ZERO : late);
                return head;
            }
        }
    }

    /** Reads the store; a loop of its own, so that nothing that is due waits for that. */
    private void read() throws InterruptedException {
        Instant now = clock.instant();
        if (isLookDue(now)) {
            look(true);
        } else if (isMoreNear(now) && waiting() < MOST_READ_AHEAD) {
            look(false);
        } else {
            Thread.sleep(isMoreNear(now) ? PAUSE_OF_READER : napOfReader());
        }
    }

    private boolean isMoreNear(Instant now) {
        return !moreFrom.equals(Instant.MAX) && !moreFrom.minus(READ_AHEAD).isAfter(now);
    }

    private Duration napOfReader() {
        Duration longest = Duration.ofMillis(LONGEST_NAP_MILLIS);
        return lookInterval.compareTo(longest) < 0 ? lookInterval : longest;
    }

    private void goRound() throws InterruptedException {
        handOut();
        nap();
    }

    private void handOut() throws InterruptedException {
        while (loop.isRunning()) {
            places.acquire();
            heartbeat.beat();
            var taken = new ArrayList<Due>();
            try {
                for (Due due = takeDue(); due != null; due = taken.size() < together ? takeDue() : null) {
                    taken.add(due);
                }
                if (taken.isEmpty()) {
                    places.release();
                    return;
                }
                workers.execute(() -> {
                    try {
                        perform(taken);
                    } finally {
                        places.release();
                    }
                });
            } catch (RejectedExecutionException e) {
                // Stopping: the work stays in the store.
                taken.forEach(due -> running.remove(due.id()));
                places.release();
                return;
            } catch (Throwable e) {
                taken.forEach(due -> running.remove(due.id()));
                places.release();
                throw e;
            }
        }
    }

    private void nap() throws InterruptedException {
        synchronized (alarm) {
            Due head = soon.peek();
            long untilHead = head == null ? LONGEST_NAP_MILLIS : Duration.between(clock.instant(), head.at()).toMillis();
            alarm.wait(Math.clamp(untilHead, 1, LONGEST_NAP_MILLIS));
        }
    }

    private void perform(List<Due> all) {
        if (all.size() == 1 || !performTogether(all)) {
            all.forEach(this::perform);
        }
    }

    private boolean performTogether(List<Due> all) {
        try {
            List<MessageContext> origins =
                    all.stream().flatMap(due -> Stream.ofNullable(due.origin())).toList();
            Traces.performingTogether("due " + name, origins, () -> {
                action.performAll(all.stream().map(Due::id).toList());
                return true;
            });
        } catch (Throwable e) {
            // Whatever it is, each by itself shows which of them it is about.
            log.debug("{} of {} are done one by one", all.size(), name, e);
            return false;
        }
        for (Due due : all) {
            told.remove(due.id());
            running.remove(due.id());
        }
        return true;
    }

    private void perform(Due due) {
        try {
            Traces.performing("due " + name, due.origin(), clock.instant(), () -> {
                action.perform(due.id());
                return true;
            });
            told.remove(due.id());
        } catch (Throwable e) {
            // Also an Error: whatever it is, the work stays in the store, and the next look finds it again.
            failed.add(due.id());
            heartbeat.countFailure();
            tell(due, e);
        } finally {
            running.remove(due.id());
        }
    }

    private void tell(Due due, Throwable failure) {
        if (told.size() < MOST_REMEMBERED && !told.add(due.id())) {
            log.debug("{} {} failed again", name, due.id(), failure);
        } else if (failure instanceof Error) {
            log.error("{} {} failed and is tried until it works", name, due.id(), failure);
        } else {
            log.warn("{} {} failed and is tried until it works: {}", name, due.id(), failure.toString());
            log.debug("Failed for", failure);
        }
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heartbeat, reading);
    }

    @Override
    public synchronized void start() {
        if (workers.isShutdown()) {
            workers = Executors.newVirtualThreadPerTaskExecutor();
        }
        loop.start();
        reader.start();
    }

    /** Begins nothing more and gives what is in hand a few seconds to end. */
    @Override
    public synchronized void stop() {
        reader.stop();
        loop.stop();
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
        return loop.isRunning();
    }

    /**
     * Stored work and when it is due; the same work at the same time is the same, however we learned of it.
     *
     * @param origin the context in which it was stored at first; null when nobody knows
     */
    public record Due(String id, Instant at, @Nullable MessageContext origin) implements Comparable<Due> {

        public Due(String id, Instant at) {
            this(id, at, null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Due due && id.equals(due.id) && at.equals(due.at);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, at);
        }

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

        /** Does several, all or as many as it can; when it throws, each is done by itself. */
        default void performAll(List<String> ids) throws Exception {
            for (String id : ids) {
                perform(id);
            }
        }
    }
}
