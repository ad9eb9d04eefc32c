package io.holdfast.messaging.memory;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.Dispatcher;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.Subscriptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Topics inside one JVM. Like Kafka it keeps order per key, remembers every event for groups that come later, goes on
 * where a group stopped, and delivers at least once. It can be made to be away ({@link #goAway}, {@link #comeBack}).
 */
public final class InMemoryTransport implements EventTransport {

    private static final int PARTITIONS = 4;
    private static final Duration REDELIVERY_PAUSE = Duration.ofMillis(50);

    private final Catalogue catalogue;
    private final RetryPolicy retries;
    private final List<OutboxEntry> published = new CopyOnWriteArrayList<>();
    private final List<RawEvent> log = new ArrayList<>();
    private final Map<String, Group> groups = new ConcurrentHashMap<>();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    public InMemoryTransport(Catalogue catalogue, RetryPolicy retries) {
        this.catalogue = catalogue;
        this.retries = retries;
    }

    public InMemoryTransport(Catalogue catalogue) {
        this(catalogue, RetryPolicy.DEFAULT);
    }

    @Override
    public CompletableFuture<Void> send(OutboxEntry event) {
        if (away) {
            return CompletableFuture.failedFuture(new IOException("The broker is away."));
        }
        String topic = catalogue.topicOf(event.type()).name();
        published.add(event);
        deliver(topic, CloudEvents.headersOf(event), event.key(), CloudEvents.bodyOf(event));
        return CompletableFuture.completedFuture(null);
    }

    /** Puts any bytes on a topic, as a stranger could. */
    public void deliver(String topic, Map<String, String> headers, String key, byte[] body) {
        synchronized (log) {
            var raw = new RawEvent(headers, key, body, topic + "@" + log.size());
            log.add(raw);
            groups.values().forEach(group -> group.offer(raw));
        }
    }

    @Override
    public Consumption consume(Subscriptions subscriptions) {
        synchronized (log) {
            Group group = groups.computeIfAbsent(subscriptions.group(), name -> new Group(log));
            return group.start(subscriptions, topicsOf(subscriptions));
        }
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** Every event that was sent, in order of sending. */
    public List<OutboxEntry> published() {
        return List.copyOf(published);
    }

    /** What was sent of one type. */
    public List<OutboxEntry> published(String type) {
        return published.stream().filter(event -> event.type().equals(type)).toList();
    }

    public List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private Set<String> topicsOf(Subscriptions subscriptions) {
        var topics = new HashSet<String>();
        subscriptions.types().forEach(type -> topics.add(catalogue.topicOf(type).name()));
        return topics;
    }

    /** A parked message, the group that could not take it, and why. */
    public record DeadLetter(RawEvent message, String group, Exception cause) {}

    /** One consumer group: a queue per partition, read by one thread each, emptied only by finished work. */
    private final class Group {

        private final List<BlockingQueue<RawEvent>> partitions = new ArrayList<>();

        Group(List<RawEvent> earlier) {
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new LinkedBlockingQueue<>());
            }
            earlier.forEach(this::offer);
        }

        void offer(RawEvent raw) {
            partitions.get(Math.floorMod(String.valueOf(raw.key()).hashCode(), PARTITIONS)).add(raw);
        }

        Consumption start(Subscriptions subscriptions, Set<String> topics) {
            var dispatcher = new Dispatcher(
                    subscriptions,
                    retries,
                    (raw, group, cause) -> deadLetters.add(new DeadLetter(raw, group, cause)));
            var running = new Running();
            for (BlockingQueue<RawEvent> partition : partitions) {
                running.threads.add(Thread.ofVirtual().start(() -> {
                    while (!running.closed) {
                        takeOne(partition, topics, dispatcher);
                    }
                }));
            }
            return running;
        }

        private void takeOne(BlockingQueue<RawEvent> partition, Set<String> topics, Dispatcher dispatcher) {
            try {
                RawEvent raw = partition.peek();
                if (raw == null) {
                    TimeUnit.MILLISECONDS.sleep(1);
                    return;
                }
                if (topics.contains(raw.origin().substring(0, raw.origin().indexOf('@')))) {
                    dispatcher.dispatch(raw);
                }
                partition.remove();
            } catch (RetryLater e) {
                pauseBeforeRedelivery();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void pauseBeforeRedelivery() {
            try {
                Thread.sleep(REDELIVERY_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Running implements Consumption {

        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private volatile boolean closed;

        @Override
        public boolean isRunning() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
            try {
                for (Thread thread : threads) {
                    if (!thread.join(Duration.ofSeconds(5))) {
                        thread.interrupt();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
