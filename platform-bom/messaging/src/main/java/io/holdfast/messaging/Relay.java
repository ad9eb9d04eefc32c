package io.holdfast.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The outbox relay: sends the events that documents hold.
 *
 * <p>The fast path starts right after the write ({@link #committed}) and costs the writer nothing. A sweep finds what a
 * crash or an absent broker left. Events of one document go out one after the other, each acknowledged before the next,
 * so their order survives every retry; documents do not wait for each other. Sent events are taken out by the next write of
 * their document ({@link #withoutSent}), or when none comes in bulk after a second. A duplicate is possible, a loss is not.
 */
public final class Relay implements SmartLifecycle, LoopOwner, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private static final int SWEEP_LIMIT = 500;
    private static final int REMOVE_LIMIT = 500;
    private static final Duration REMOVE_AFTER = Duration.ofSeconds(1);
    private static final long SHORTEST_REMOVE_INTERVAL_MILLIS = 5;
    private static final long LONGEST_REMOVE_INTERVAL_MILLIS = 250;
    // Beyond this the sweep catches up, so that a broker that is away does not fill the memory.
    private static final int MOST_DOCUMENTS = 20_000;
    private static final int REMEMBERED_EVENTS = 50_000;
    private static final Duration LOOK_AHEAD_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_FOR_A_PAGE = Duration.ofSeconds(30);
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final EventTransport transport;
    private final Clock clock;
    private final Duration grace;
    private final Duration sweepInterval;
    private final Duration soon;
    // The sweeper's own: whether the last sweep saw everything, and when sending failed last.
    private boolean sweptAll;
    private long failuresKnown;
    private long troubledAt = System.nanoTime();
    private final Duration removeAfter;
    private final DaemonLoop sweeper;
    private final List<OutboxSource> sources = new CopyOnWriteArrayList<>();
    private final Map<DocumentKey, DocumentQueue> queues = new ConcurrentHashMap<>();
    private final Set<String> recentlySent = Collections.synchronizedSet(Collections.newSetFromMap(
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED_EVENTS;
                }
            }));
    // As much as is sent in a second: what cannot be removed then is left to the sweep.
    private final Map<DocumentKey, Sent> sent = new ConcurrentHashMap<>();
    private final Heartbeat sweeping = new Heartbeat("outbox-sweep");
    private final Heartbeat removing = new Heartbeat("outbox-remove");
    // No loop: it never beats, and counts and tells of failures only.
    private final Heartbeat sending = new Heartbeat("outbox-send");
    private final Map<String, LeftBehind> leftBehind = new ConcurrentHashMap<>();
    private final MessagingMetrics metrics;
    // The sweeper's own: the oldest event, by document, that the last look ahead of the clock has seen.
    private Map<DocumentKey, String> seenAhead = Map.of();
    private long lookedAhead = System.nanoTime();
    private volatile ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Thread remover;
    private volatile boolean started;
    private volatile boolean stopping;
    private volatile boolean sendersAreDone;
    private volatile boolean caughtUp;

    public Relay(EventTransport transport, Clock clock, Duration sweepInterval) {
        this(
                transport, clock, sweepInterval, sweepInterval.compareTo(REMOVE_AFTER) < 0 ? sweepInterval : REMOVE_AFTER,
                MessagingMetrics.none());
    }

    /**
     * @param sweepInterval pause between sweeps, where nothing says that there is something to find; an event older than two
     *     of them, or two seconds, is taken for left behind
     * @param removeAfter   for so long a sent event waits for a write of its document to take it out
     */
    public Relay(
            EventTransport transport, Clock clock, Duration sweepInterval, Duration removeAfter, MessagingMetrics metrics) {
        this.transport = transport;
        this.clock = clock;
        this.removeAfter = removeAfter;
        this.metrics = metrics;
        metrics.relays(this);
        this.sweepInterval = sweepInterval;
        this.soon = sweepInterval.compareTo(SOON) < 0 ? sweepInterval : SOON;
        this.sweeper = new DaemonLoop(sweeping, Duration.ZERO, soon, this::sweepAndRest);
        this.grace = soon.multipliedBy(2);
    }

    /** Makes a collection known; the sweep looks at it from now on. */
    public void register(OutboxSource source) {
        sources.add(source);
    }

    /** Starts to sweep and to take sent events out; may be called again after {@link #close}. */
    @Override
    public synchronized void start() {
        if (started) {
            return;
        }
        if (senders.isShutdown()) {
            senders = Executors.newVirtualThreadPerTaskExecutor();
        }
        stopping = false;
        sendersAreDone = false;
        caughtUp = false;
        started = true;
        remover = Thread.ofPlatform().daemon().name("outbox-remove").start(this::removeSent);
        sweeper.start();
    }

    /** Tells the relay that a document with these unsent events was just saved. Never blocks, never throws. */
    public void committed(OutboxSource source, String documentId, Outbox outbox) {
        // What that write has taken out needs no other one.
        sent.computeIfPresent(new DocumentKey(source.name(), documentId), (key, waiting) -> waiting.keeping(outbox.unsent()));
        if (!outbox.unsent().isEmpty()) {
            enqueue(source, documentId, outbox.unsent());
        }
    }

    /** What of an outbox that is about to be saved is not known to be sent. */
    public Outbox withoutSent(Outbox outbox) {
        return outbox.without(entry -> recentlySent.contains(entry.eventId()));
    }

    /** Looks for events that were left behind and sends them; returns how many documents had some. */
    public int sweep() {
        return sources.stream().mapToInt(source -> sweep(source, clock.instant().minus(grace)).size()).sum();
    }

    private List<DocumentQueue> sweep(OutboxSource source, Instant cutoff) {
        var found = new ArrayList<DocumentQueue>();
        List<OutboxSource.Pending> page = source.findUnsent(cutoff, SWEEP_LIMIT);
        leftBehind.put(source.name(), LeftBehind.of(page));
        for (OutboxSource.Pending pending : page) {
            DocumentQueue queue = enqueue(source, pending.documentId(), pending.unsent());
            if (queue != null) {
                found.add(queue);
            }
        }
        return found;
    }

    /** Returns the queue that they are in, or null when they are left to a sweep. */
    private @Nullable DocumentQueue enqueue(OutboxSource source, String documentId, List<OutboxEntry> unsent) {
        if (stopping || queues.size() > MOST_DOCUMENTS) {
            return null;
        }
        var key = new DocumentKey(source.name(), documentId);
        try {
            return queues.compute(key, (k, queue) -> {
                if (queue != null) {
                    queue.add(unsent);
                    return queue;
                }
                var started = new DocumentQueue(source, documentId);
                started.add(unsent);
                senders.execute(() -> run(key, started));
                return started;
            });
        } catch (RejectedExecutionException e) {
            // The write is stored and its writer must not learn of our stopping; whoever starts next sweeps it up.
            log.debug("Stopping; the events of {} wait in their outbox", documentId, e);
            return null;
        }
    }

    private void run(DocumentKey key, DocumentQueue queue) {
        try {
            while (true) {
                OutboxEntry next = queue.next();
                if (next != null) {
                    if (!send(queue, next)) {
                        // The rest must not overtake it: give the queue up, and the sweep begins again with the oldest.
                        queue.gaveUp = true;
                        queues.remove(key);
                        return;
                    }
                } else if (queues.computeIfPresent(key, (k, same) -> same.isEmpty() ? null : same) == null) {
                    return;
                }
            }
        } finally {
            queue.ended = true;
        }
    }

    private boolean send(DocumentQueue queue, OutboxEntry event) {
        // A writer that loaded the document before its sent events were taken out has put them back.
        if (!recentlySent.contains(event.eventId())) {
            Span span = Traces.sending(event, clock.instant());
            try {
                transport.send(Traces.carrying(event, span)).get();
            } catch (ExecutionException e) {
                return notSent(event, span, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (Throwable e) {
                // Also an Error: a queue that ended so would keep its document's place and send nothing ever after.
                return notSent(event, span, e);
            } finally {
                span.end();
            }
            sending.worked();
            metrics.sent(event, clock.instant());
            recentlySent.add(event.eventId());
        }
        sent.compute(new DocumentKey(queue.source.name(), queue.documentId), (key, waiting) -> waiting == null
                ? new Sent(queue.source, queue.documentId, List.of(event.eventId()), System.nanoTime())
                : waiting.plus(event.eventId()));
        return true;
    }

    private boolean notSent(OutboxEntry event, Span span, Throwable failure) {
        Traces.failed(span, failure);
        // Once for an outage and not for each event in each sweep.
        if (sending.failed(failure)) {
            log.warn("{} {} was the first that was not sent and stays in its outbox", event.type(), event.key());
        }
        return false;
    }

    private void removeSent() {
        long pause = Math.clamp(removeAfter.dividedBy(4).toMillis(), SHORTEST_REMOVE_INTERVAL_MILLIS, LONGEST_REMOVE_INTERVAL_MILLIS);
        while (!sendersAreDone || !sent.isEmpty()) {
            removing.beat();
            try {
                Thread.sleep(sendersAreDone ? 0 : pause);
                if (removeSentBefore(System.nanoTime() - (sendersAreDone ? 0 : removeAfter.toNanos()))) {
                    removing.worked();
                }
            } catch (Throwable e) {
                // Whatever it is, they stay in their outboxes until the next sweep.
                removing.failed(e);
            }
        }
        removing.rest();
    }

    /** Takes out what has waited since then for a write of its document; returns whether there was any. */
    private boolean removeSentBefore(long nanos) {
        var due = new ArrayList<Sent>();
        for (Map.Entry<DocumentKey, Sent> waiting : sent.entrySet()) {
            if (waiting.getValue().since() - nanos <= 0 && sent.remove(waiting.getKey(), waiting.getValue())) {
                due.add(waiting.getValue());
            }
        }
        for (int from = 0; from < due.size(); from += REMOVE_LIMIT) {
            remove(due.subList(from, Math.min(due.size(), from + REMOVE_LIMIT)));
        }
        return !due.isEmpty();
    }

    private static void remove(List<Sent> batch) {
        var bySource = new LinkedHashMap<OutboxSource, Map<String, List<String>>>();
        for (Sent s : batch) {
            bySource.computeIfAbsent(s.source(), k -> new LinkedHashMap<>()).put(s.documentId(), s.eventIds());
        }
        bySource.forEach(OutboxSource::remove);
    }

    /** Soon again while the broker or the store is not as it should be; a quiet system is looked at seldom. */
    private void sweepAndRest() throws InterruptedException {
        sweepEverything();
        long swept = System.nanoTime();
        do {
            TimeUnit.NANOSECONDS.sleep(soon.toNanos());
        } while (isQuiet() && System.nanoTime() - swept < sweepInterval.toNanos());
    }

    /** What could not be sent counts as left behind only after the grace, so trouble has to be remembered for longer. */
    private boolean isQuiet() {
        long failures = sending.failures();
        if (failures != failuresKnown) {
            failuresKnown = failures;
            troubledAt = System.nanoTime();
        }
        return sweptAll
                && leftBehind() == 0
                && queues.size() < MOST_DOCUMENTS / 2
                && System.nanoTime() - troubledAt > grace.multipliedBy(2).toNanos();
    }

    private void sweepEverything() throws InterruptedException {
        // Until the first complete sweep there is no grace: what is there was most likely left by a crash, and its time
        // may lie ahead of a clock that was set back meanwhile.
        boolean complete = true;
        boolean lookAhead = System.nanoTime() - lookedAhead >= LOOK_AHEAD_INTERVAL.toNanos();
        var ahead = new HashMap<DocumentKey, String>();
        for (OutboxSource source : sources) {
            try {
                complete &= sweepAll(source, caughtUp ? clock.instant().minus(grace) : END_OF_TIME);
                if (lookAhead) {
                    lookAheadOfTheClock(source, ahead);
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                // The other collections are looked at all the same.
                sweeping.failed(e);
                complete = false;
            }
            sweeping.beat();
        }
        caughtUp |= complete;
        sweptAll = complete;
        if (lookAhead) {
            seenAhead = ahead;
            lookedAhead = System.nanoTime();
        }
    }

    /**
     * Sends what by the clock is not left behind yet, and by the time that really passed is: of a clock that was ahead, ours
     * before it was set back or that of an instance that is gone, and of one that stands still. What is seen twice is nobody's
     * who is just sending it.
     */
    private void lookAheadOfTheClock(OutboxSource source, Map<DocumentKey, String> seen) {
        for (OutboxSource.Pending pending : source.findAhead(clock.instant().minus(grace), SWEEP_LIMIT)) {
            if (pending.unsent().isEmpty()) {
                continue;
            }
            var key = new DocumentKey(source.name(), pending.documentId());
            String oldest = pending.unsent().getFirst().eventId();
            seen.put(key, oldest);
            if (oldest.equals(seenAhead.get(key))) {
                enqueue(source, pending.documentId(), pending.unsent());
            }
        }
    }

    /** Goes on without a pause while there is a full page and sending works; returns whether it reached the end. */
    private boolean sweepAll(OutboxSource source, Instant cutoff) throws InterruptedException {
        while (!stopping) {
            List<DocumentQueue> page = sweep(source, cutoff);
            if (page.size() < SWEEP_LIMIT) {
                return true;
            }
            long giveUp = System.nanoTime() + LONGEST_WAIT_FOR_A_PAGE.toNanos();
            for (DocumentQueue queue : page) {
                while (!queue.ended && !stopping) {
                    if (System.nanoTime() > giveUp) {
                        return false;
                    }
                    Thread.sleep(5);
                }
            }
            // Else the next page would be the same.
            removeSentBefore(System.nanoTime());
            if (page.stream().anyMatch(queue -> queue.gaveUp)) {
                return false;
            }
            sweeping.beat();
        }
        return false;
    }

    /** How many events the last sweep found that should have been sent, in at most 500 documents of each collection. */
    int leftBehind() {
        return leftBehind.values().stream().mapToInt(LeftBehind::events).sum();
    }

    /** How long ago the oldest of them happened; zero when there is none. */
    Duration oldestLeftBehind() {
        Instant now = clock.instant();
        return leftBehind.values().stream()
                .map(LeftBehind::oldest)
                .filter(now::isAfter)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(sweeping, removing, sending);
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Starts before the web server and stops after it, so that the last requests' events still go out at once. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4_096;
    }

    @Override
    public void stop() {
        close();
    }

    /** Ends sending; what is still unsent waits in its document for the next start. */
    @Override
    public synchronized void close() {
        stopping = true;
        sweeper.stop();
        senders.shutdown();
        try {
            if (!senders.awaitTermination(5, TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
            sendersAreDone = true;
            if (remover != null) {
                remover.join(2_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sendersAreDone = true;
        started = false;
    }

    private record DocumentKey(String source, String documentId) {}

    /** @param oldest the end of time when there is none */
    private record LeftBehind(int events, Instant oldest) {

        static LeftBehind of(List<OutboxSource.Pending> found) {
            List<OutboxEntry> unsent = found.stream().flatMap(pending -> pending.unsent().stream()).toList();
            return new LeftBehind(
                    unsent.size(),
                    unsent.stream().map(OutboxEntry::at).min(Comparator.naturalOrder()).orElse(END_OF_TIME));
        }
    }

    /**
     * A document's events that are sent and still in it.
     *
     * @param since when the first of them was sent, by {@link System#nanoTime}
     */
    private record Sent(OutboxSource source, String documentId, List<String> eventIds, long since) {

        Sent plus(String eventId) {
            var all = new ArrayList<>(eventIds);
            all.add(eventId);
            return new Sent(source, documentId, List.copyOf(all), since);
        }

        /** What of it is still in the document; null for nothing. */
        @Nullable Sent keeping(List<OutboxEntry> unsent) {
            Set<String> left = unsent.stream().map(OutboxEntry::eventId).collect(Collectors.toSet());
            List<String> kept = eventIds.stream().filter(left::contains).toList();
            return kept.isEmpty() ? null : new Sent(source, documentId, kept, since);
        }
    }

    /** One document's events on their way, oldest first. */
    private static final class DocumentQueue {

        private final OutboxSource source;
        private final String documentId;
        private final ArrayDeque<OutboxEntry> waiting = new ArrayDeque<>();
        private long newestQueued;
        private volatile boolean gaveUp;
        private volatile boolean ended;

        DocumentQueue(OutboxSource source, String documentId) {
            this.source = source;
            this.documentId = documentId;
        }

        synchronized void add(List<OutboxEntry> unsent) {
            for (OutboxEntry entry : unsent) {
                if (entry.sequence() > newestQueued) {
                    waiting.add(entry);
                    newestQueued = entry.sequence();
                }
            }
        }

        synchronized @Nullable OutboxEntry next() {
            return waiting.poll();
        }

        synchronized boolean isEmpty() {
            return waiting.isEmpty();
        }
    }
}
