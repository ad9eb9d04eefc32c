package io.holdfast.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what documents hold in their outboxes.
 *
 * <p>The fast path starts right after the write ({@link #committed}) and costs the writer nothing. A sweep finds what a
 * crash or an absent broker left. Events of one document go out one after the other, each acknowledged before the next,
 * so their order survives every retry; documents do not wait for each other. Sent events are taken out in bulk. A
 * duplicate is possible, a loss is not.
 */
public final class Relay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private static final int SWEEP_LIMIT = 500;
    private static final int REMOVE_LIMIT = 500;
    // Beyond this the sweep catches up, so that a broker that is away does not fill the memory.
    private static final int MOST_LANES = 20_000;
    private static final int REMEMBERED_EVENTS = 50_000;

    private final EventTransport transport;
    private final Clock clock;
    private final Duration sweepInterval;
    private final Duration grace;
    private final List<OutboxSource> sources = new CopyOnWriteArrayList<>();
    private final Map<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<String> recentlySent = Collections.synchronizedSet(Collections.newSetFromMap(
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED_EVENTS;
                }
            }));
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-sweep").factory());
    private final Thread remover = Thread.ofPlatform().daemon().name("outbox-remove").unstarted(this::removeSent);
    private volatile boolean closed;

    /** @param sweepInterval pause between sweeps; an event older than two of these is taken for left behind */
    public Relay(EventTransport transport, Clock clock, Duration sweepInterval) {
        this.transport = transport;
        this.clock = clock;
        this.sweepInterval = sweepInterval;
        this.grace = sweepInterval.multipliedBy(2);
    }

    /** Makes a collection known; the sweep looks at it from now on. */
    public void register(OutboxSource source) {
        sources.add(source);
    }

    public void start() {
        remover.start();
        long millis = sweepInterval.toMillis();
        sweeper.scheduleWithFixedDelay(this::sweepQuietly, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** Tells the relay that a document with these unsent events was just saved. Never blocks, never throws. */
    public void committed(OutboxSource source, String documentId, Outbox outbox) {
        if (!outbox.unsent().isEmpty()) {
            enqueue(source, documentId, outbox.unsent());
        }
    }

    /** Looks for events that were left behind and sends them; returns how many documents had some. */
    public int sweep() {
        Instant cutoff = clock.instant().minus(grace);
        int found = 0;
        for (OutboxSource source : sources) {
            for (OutboxSource.Pending pending : source.findUnsent(cutoff, SWEEP_LIMIT)) {
                found++;
                enqueue(source, pending.documentId(), pending.unsent());
            }
        }
        return found;
    }

    private void enqueue(OutboxSource source, String documentId, List<OutboxEntry> unsent) {
        if (closed || lanes.size() > MOST_LANES) {
            return;
        }
        var key = new LaneKey(source.name(), documentId);
        lanes.compute(key, (k, lane) -> {
            if (lane == null) {
                lane = new Lane(source, documentId);
                lane.add(unsent);
                Lane started = lane;
                senders.execute(() -> run(key, started));
            } else {
                lane.add(unsent);
            }
            return lane;
        });
    }

    private void run(LaneKey key, Lane lane) {
        while (true) {
            OutboxEntry next = lane.next();
            if (next != null) {
                if (!send(lane, next)) {
                    // The rest must not overtake it: give the lane up, the sweep begins again with the oldest.
                    lanes.remove(key);
                    return;
                }
            } else if (lanes.computeIfPresent(key, (k, l) -> l.isEmpty() ? null : l) == null) {
                return;
            }
        }
    }

    private boolean send(Lane lane, OutboxEntry event) {
        // A writer that loaded the document before its sent events were taken out has put them back.
        if (!recentlySent.contains(event.eventId())) {
            try {
                transport.send(event).get();
            } catch (ExecutionException e) {
                log.warn("{} {} was not sent and stays in its outbox: {}", event.type(), event.key(), String.valueOf(e.getCause()));
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (RuntimeException e) {
                log.warn("{} {} was not sent and stays in its outbox", event.type(), event.key(), e);
                return false;
            }
            recentlySent.add(event.eventId());
        }
        sent.add(new Sent(lane.source, lane.documentId, event.eventId()));
        return true;
    }

    private void removeSent() {
        var batch = new ArrayList<Sent>(REMOVE_LIMIT);
        while (!closed || !sent.isEmpty()) {
            try {
                Sent first = sent.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                // Removals are never waited for, so a few milliseconds buy far fewer writes.
                Thread.sleep(5);
                sent.drainTo(batch, REMOVE_LIMIT - 1);
                remove(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.warn("{} sent events stay in their outboxes until the next sweep: {}", batch.size(), e.toString());
            } finally {
                batch.clear();
            }
        }
    }

    private static void remove(List<Sent> batch) {
        var bySource = new LinkedHashMap<OutboxSource, Map<String, List<String>>>();
        for (Sent s : batch) {
            bySource.computeIfAbsent(s.source(), k -> new LinkedHashMap<>())
                    .computeIfAbsent(s.documentId(), k -> new ArrayList<>())
                    .add(s.eventId());
        }
        bySource.forEach(OutboxSource::remove);
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.warn("The outbox sweep failed and is tried again: {}", e.toString());
        }
    }

    /** Ends sending; what is still unsent waits in its document for the next start. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        senders.shutdown();
        try {
            if (!senders.awaitTermination(5, TimeUnit.SECONDS)) {
                senders.shutdownNow();
            }
            closed = true;
            if (remover.isAlive()) {
                remover.join(2_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
    }

    private record LaneKey(String source, String documentId) {}

    private record Sent(OutboxSource source, String documentId, String eventId) {}

    /** One document's events on their way, oldest first. */
    private static final class Lane {

        private final OutboxSource source;
        private final String documentId;
        private final ArrayDeque<OutboxEntry> waiting = new ArrayDeque<>();
        private long newestQueued;

        Lane(OutboxSource source, String documentId) {
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
