package io.holdfast.messaging.memory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.DeadLetterHeaders;
import io.holdfast.messaging.DeadLetterReader;
import io.holdfast.messaging.Dispatcher;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.KeyedExecutor;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * The event transport inside one JVM, for tests. Like Kafka it keeps order per key, remembers every event for groups
 * that come later, goes on where a group stopped, and delivers at least once. It can be made to be away ({@link
 * #goAway}, {@link #comeBack}).
 */
public final class InMemoryTransport implements EventTransport {

    private static final Duration REDELIVERY_PAUSE = Duration.ofMillis(50);
    private static final String DEAD_LETTERS = ".dlt";
    private static final String REPLAYS = ".replays";
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);

    private final Catalogue catalogue;
    private final RetryPolicy retries;
    private final List<OutboxEntry> published = new CopyOnWriteArrayList<>();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private final List<Message> log = new ArrayList<>();
    private final Map<String, Group> groups = new HashMap<>();
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
    public void deliver(String topic, Map<String, String> headers, @Nullable String key, byte @Nullable [] body) {
        synchronized (log) {
            long offset = log.size();
            String here = topic + "-0@" + offset;
            String origin = topic.endsWith(REPLAYS) ? headers.getOrDefault(DeadLetterHeaders.REPLAY_ORIGIN, here) : here;
            var message = new Message(topic, offset, new RawEvent(headers, key, body, origin));
            log.add(message);
            groups.values().forEach(group -> group.offer(message));
        }
    }

    @Override
    public Consumption consume(Subscriptions subscriptions) {
        synchronized (log) {
            return join(groups.computeIfAbsent(subscriptions.group(), name -> new Group(log)), subscriptions);
        }
    }

    @Override
    public Consumption consumeDeadLetters(DeadLetterReader reader) {
        synchronized (log) {
            Group group = groups.computeIfAbsent(reader.group(), name -> new Group(log));
            return join(group, reader.group(), topic -> topic.endsWith(DEAD_LETTERS), letter -> {
                reader.take(letter);
                return true;
            });
        }
    }

    @Override
    public CompletableFuture<Void> replay(String group, RawEvent message, Map<String, String> headers) {
        if (away) {
            return CompletableFuture.failedFuture(new IOException("The broker is away."));
        }
        deliver(group + REPLAYS, headers, message.key(), message.body());
        return CompletableFuture.completedFuture(null);
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

    /** Whether everything delivered so far has had its effect: each group is done with each message that it reads. */
    public boolean isIdle() {
        synchronized (log) {
            return groups.values().stream()
                    .allMatch(group -> group.members.isEmpty() || group.members.getFirst().isIdle());
        }
    }

    /** A parked message, the group that could not take it, and why. */
    public record DeadLetter(RawEvent message, String group, Exception cause) {}

    private record Message(String topic, long offset, RawEvent raw) {}

    /** What one consumer group has not finished. Guarded by the log; only finishing is not. */
    private static final class Group {

        private final Map<Long, Message> unfinished = new ConcurrentSkipListMap<>();
        private final List<Member> members = new ArrayList<>();

        Group(List<Message> earlier) {
            earlier.forEach(message -> unfinished.put(message.offset(), message));
        }

        void offer(Message message) {
            unfinished.put(message.offset(), message);
            if (!members.isEmpty()) {
                members.getFirst().offer(message);
            }
        }
    }

    private Consumption join(Group group, Subscriptions subscriptions) {
        var topics = new HashSet<String>();
        subscriptions.types().forEach(type -> topics.add(catalogue.topicOf(type).name()));
        topics.add(subscriptions.group() + REPLAYS);
        return join(
                group,
                subscriptions.group(),
                topics::contains,
                new Dispatcher(subscriptions, retries, this::park, MessagingMetrics.none()));
    }

    private Consumption join(Group group, String name, Predicate<String> topics, KeyedExecutor.MessageHandler handler) {
        var member =
                new Member(group, topics, new KeyedExecutor(handler, REDELIVERY_PAUSE, new Heartbeat("handlers-" + name)));
        group.members.add(member);
        member.beginIfFirst();
        return member;
    }

    private void park(RawEvent raw, String group, Exception cause) {
        deadLetters.add(new DeadLetter(raw, group, cause));
        var headers = new LinkedHashMap<>(raw.headers());
        headers.putAll(DeadLetterHeaders.reason(raw, group, cause));
        String topic = raw.origin().substring(0, raw.origin().lastIndexOf('-'));
        deliver(topic + "." + group + DEAD_LETTERS, headers, raw.key(), raw.body());
    }

    /** One consumption. The first member of a group does all its work, and the next one when that leaves. */
    private final class Member implements Consumption {

        private final Group group;
        private final Predicate<String> topics;
        private final KeyedExecutor executor;
        private volatile boolean closed;

        Member(Group group, Predicate<String> topics, KeyedExecutor executor) {
            this.group = group;
            this.topics = topics;
            this.executor = executor;
        }

        void beginIfFirst() {
            if (group.members.getFirst() == this) {
                group.unfinished.values().forEach(this::offer);
            }
        }

        void offer(Message message) {
            if (topics.test(message.topic())) {
                executor.add(
                        message.topic() + "/" + message.raw().key(),
                        message.raw(),
                        () -> group.unfinished.remove(message.offset()));
            }
        }

        boolean isIdle() {
            return group.unfinished.values().stream().noneMatch(message -> topics.test(message.topic()));
        }

        @Override
        public boolean isRunning() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
            try {
                KeyedExecutor.stopAll(List.of(executor), TIME_TO_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (log) {
                boolean wasFirst = !group.members.isEmpty() && group.members.getFirst() == this;
                group.members.remove(this);
                if (wasFirst && !group.members.isEmpty()) {
                    group.members.getFirst().beginIfFirst();
                }
            }
        }
    }
}
