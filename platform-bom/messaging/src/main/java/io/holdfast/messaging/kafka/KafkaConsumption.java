package io.holdfast.messaging.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.KeyedExecutor;
import io.holdfast.messaging.MessagingMetrics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka consumer: one member of a group. A single thread reads and never waits for handlers; a {@link KeyedExecutor}
 * handles. What is committed of a partition ends before its oldest unfinished message, so a crash repeats messages and
 * loses none.
 */
final class KafkaConsumption implements EventTransport.Consumption {

    private static final Logger log = LoggerFactory.getLogger(KafkaConsumption.class);

    // A message ends every poll at once.
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration POLL_WHILE_JOINING = Duration.ofMillis(50);
    private static final Duration POLL_WHILE_PAUSED = Duration.ofMillis(5);
    // What is finished and not committed comes again after a crash, which costs less than a record of it for each message.
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration REDELIVERY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LAG_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LOOK_WHILE_UNWELL = Duration.ofMillis(250);
    // Beyond what a handler's store calls can take together, each of which has a time limit.
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(2);
    // Per partition. Beyond it the partition is not fetched, so that one stuck key does not fill the memory.
    private static final int MOST_IN_HAND = 2_000;

    private final String group;
    private final List<String> topics;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final KeyedExecutor.MessageHandler handler;
    private final TopicsReady topicsReady;
    private final Fitness fitness;
    private final MessagingMetrics metrics;
    private final Heartbeat reads;
    private final Heartbeat handles;
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final Thread reader;
    // The reading thread's own: handlers that did not react when their partition was let go.
    private final List<KeyedExecutor> leftAlone = new ArrayList<>();
    private long lastCommit = System.nanoTime();
    private long lagMeasured = System.nanoTime();
    private volatile boolean joined;
    private volatile boolean closed;
    private volatile @Nullable Consumer<String, byte[]> reading;

    /** Whether the topics are there. */
    @FunctionalInterface
    interface TopicsReady {
        boolean look() throws InterruptedException;
    }

    /** Begins to read, on a thread of its own, when {@code topicsReady}; lets go while {@code fitness} says trouble. */
    KafkaConsumption(
            String group,
            List<String> topics,
            Supplier<Consumer<String, byte[]>> consumers,
            KeyedExecutor.MessageHandler handler,
            TopicsReady topicsReady,
            Fitness fitness,
            MessagingMetrics metrics) {
        this.group = group;
        this.topics = topics;
        this.consumers = consumers;
        this.handler = handler;
        this.topicsReady = topicsReady;
        this.fitness = fitness;
        this.metrics = metrics;
        this.reads = new Heartbeat("events-" + group);
        this.handles = new Heartbeat("handlers-" + group);
        this.reader = Thread.ofPlatform().daemon().name("events-" + group).unstarted(this::run);
    }

    KafkaConsumption start() {
        reader.start();
        return this;
    }

    /** Goes round until it is closed, whatever happens: a service that reads no more is worse than one that is down. */
    private void run() {
        boolean ready = false;
        while (!closed) {
            beat();
            try {
                ready = ready || topicsReady.look();
                if (!ready) {
                    Thread.sleep(Topics.PAUSE);
                    continue;
                }
                awaitFitness();
                read();
            } catch (InterruptedException e) {
                // Closing is the only reason to end.
                log.debug("{} was interrupted", group, e);
            } catch (Throwable e) {
                // For example fenced by another instance with the same name, no longer authorised, or the broker's name
                // cannot be resolved just now.
                reads.failed(e);
                pauseAfterFailure();
            }
        }
        reads.rest();
        handles.rest();
    }

    private void read() {
        Consumer<String, byte[]> consumer = consumers.get();
        boolean unwell = false;
        try {
            consumer.subscribe(topics, new Rebalance(consumer));
            reading = consumer;
            while (!closed && !unwell) {
                boolean paused = pauseWhatIsFull(consumer);
                consumer.poll(paused ? POLL_WHILE_PAUSED : joined ? POLL : POLL_WHILE_JOINING).forEach(this::handOut);
                commitNowAndThen(consumer);
                measureLag(consumer);
                beat();
                reads.worked();
                unwell = trouble().isPresent();
            }
        } catch (WakeupException e) {
            log.debug("{} is told to stop", group, e);
        } finally {
            reading = null;
            joined = false;
            close(consumer, unwell);
        }
    }

    private void beat() {
        reads.beat();
        if (!isAHandlerStuck()) {
            handles.beat();
        }
    }

    private Optional<String> trouble() {
        return isAHandlerStuck()
                ? Optional.of("A handler has been at one message for more than " + LONGEST_ATTEMPT.toSeconds() + " s.")
                : fitness.trouble();
    }

    private boolean isAHandlerStuck() {
        leftAlone.removeIf(KeyedExecutor::isEnded);
        return !leftAlone.isEmpty()
                || partitions.values().stream()
                        .anyMatch(partition -> partition.executor.longestAttempt().compareTo(LONGEST_ATTEMPT) > 0);
    }

    private void awaitFitness() throws InterruptedException {
        Optional<String> trouble = trouble();
        if (trouble.isEmpty()) {
            return;
        }
        log.warn("{} lets its partitions go, for others to take over: {}", group, trouble.get());
        while (!closed && trouble().isPresent()) {
            beat();
            Thread.sleep(LOOK_WHILE_UNWELL);
        }
        if (!closed) {
            log.info("{} is well again and takes partitions", group);
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            log.debug("{} was interrupted", group, e);
        }
    }

    private void handOut(ConsumerRecord<String, byte[]> record) {
        var at = new TopicPartition(record.topic(), record.partition());
        Partition partition =
                partitions.computeIfAbsent(at, k -> new Partition(new KeyedExecutor(handler, REDELIVERY_PAUSE, handles)));
        if (handler.wants(KafkaTransport.typeOf(record))) {
            partition.handOut(record);
        } else {
            partition.passBy(record);
        }
    }

    private boolean pauseWhatIsFull(Consumer<String, byte[]> consumer) {
        partitions.forEach((at, partition) -> {
            boolean full = partition.isFull();
            if (full != partition.paused) {
                partition.paused = full;
                if (full) {
                    consumer.pause(List.of(at));
                } else {
                    consumer.resume(List.of(at));
                }
            }
        });
        return partitions.values().stream().anyMatch(partition -> partition.paused);
    }

    private void commitNowAndThen(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - lastCommit < COMMIT_INTERVAL.toNanos()) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> finished = finished(partitions.keySet());
        if (!finished.isEmpty()) {
            consumer.commitAsync(finished, (offsets, failure) -> {
                if (failure != null) {
                    log.debug("{} could not commit and does so later: {}", group, failure.toString());
                    offsets.keySet().forEach(this::commitAgain);
                }
            });
        }
    }

    /** What the broker has for us and is not fetched, and what is in hand. */
    private void measureLag(Consumer<String, byte[]> consumer) {
        if (System.nanoTime() - lagMeasured < LAG_INTERVAL.toNanos()) {
            return;
        }
        lagMeasured = System.nanoTime();
        var lags = new HashMap<String, Long>();
        topics.forEach(topic -> lags.put(topic, 0L));
        for (TopicPartition at : consumer.assignment()) {
            Partition partition = partitions.get(at);
            long inHand = partition == null ? 0 : partition.inHandCount.get();
            lags.merge(at.topic(), inHand + consumer.currentLag(at).orElse(0), Long::sum);
        }
        lags.forEach((topic, lag) -> metrics.lag(group, topic, lag));
    }

    private Map<TopicPartition, OffsetAndMetadata> finished(Collection<TopicPartition> wanted) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (TopicPartition at : wanted) {
            Partition partition = partitions.get(at);
            if (partition != null && partition.finishedUntil() > partition.committed) {
                partition.committed = partition.finishedUntil();
                offsets.put(at, new OffsetAndMetadata(partition.committed));
            }
        }
        return offsets;
    }

    private void commitAgain(TopicPartition at) {
        Partition partition = partitions.get(at);
        if (partition != null) {
            partition.committed = -1;
        }
    }

    private void letGo(Collection<TopicPartition> lost) {
        List<KeyedExecutor> executors = partitions.entrySet().stream()
                .filter(entry -> lost.contains(entry.getKey()))
                .map(entry -> entry.getValue().executor)
                .toList();
        try {
            leftAlone.addAll(KeyedExecutor.stopAll(executors, TIME_TO_STOP));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Consumer<String, byte[]> consumer, boolean forOthersToTakeOver) {
        // First, because it takes its time, which leaving has little of.
        letGo(List.copyOf(partitions.keySet()));
        try {
            // Leaving calls the rebalance listener, which commits. Who has a name of its own keeps its place in the group
            // over a restart, but not while it is unwell.
            consumer.close(CloseOptions.timeout(TIME_TO_STOP)
                    .withGroupMembershipOperation(
                            forOthersToTakeOver ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.DEFAULT));
        } catch (KafkaException e) {
            log.info("{} could not leave its group in order; some messages will come again: {}", group, e.toString());
        } finally {
            partitions.clear();
            // What others have now is theirs to measure.
            topics.forEach(topic -> metrics.lag(group, topic, 0));
        }
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(reads, handles);
    }

    @Override
    public boolean isRunning() {
        return joined && !closed && reader.isAlive();
    }

    @Override
    public void close() {
        // Asked before it is told to stop: who is leaving the group has not joined either, and commits, which an interrupt ends.
        boolean waitsForBroker = !joined;
        closed = true;
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            // Ends the poll; leaving the group, which commits, cannot be woken any more.
            consumer.wakeup();
        }
        try {
            if (waitsForBroker) {
                // Which may be away.
                reader.interrupt();
            }
            reader.join(TIME_TO_STOP.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {

        private final Consumer<String, byte[]> consumer;

        Rebalance(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            letGo(revoked);
            // All of it once more: what was committed asynchronously just before may not have arrived.
            revoked.forEach(KafkaConsumption.this::commitAgain);
            try {
                Map<TopicPartition, OffsetAndMetadata> finished = finished(revoked);
                if (!finished.isEmpty()) {
                    consumer.commitSync(finished, TIME_TO_STOP);
                }
            } catch (KafkaException e) {
                log.info("{} could not commit; some messages will come again: {}", group, e.toString());
            }
            revoked.forEach(partitions::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            letGo(lost);
            lost.forEach(partitions::remove);
        }
    }

    /** A partition's messages between fetched and finished. */
    private static final class Partition {

        private final KeyedExecutor executor;
        private final NavigableSet<Long> inHand = new ConcurrentSkipListSet<>();
        private final AtomicInteger inHandCount = new AtomicInteger();
        // The reading thread's own:
        private long nextOffset;
        private long committed = -1;
        private boolean paused;

        Partition(KeyedExecutor executor) {
            this.executor = executor;
        }

        void handOut(ConsumerRecord<String, byte[]> record) {
            long offset = record.offset();
            inHand.add(offset);
            inHandCount.incrementAndGet();
            nextOffset = offset + 1;
            executor.add(String.valueOf(record.key()), KafkaTransport.raw(record), () -> {
                inHand.remove(offset);
                inHandCount.decrementAndGet();
            });
        }

        void passBy(ConsumerRecord<String, byte[]> record) {
            nextOffset = record.offset() + 1;
        }

        boolean isFull() {
            return inHandCount.get() >= MOST_IN_HAND;
        }

        long finishedUntil() {
            // Only the reading thread adds, so between these two lines messages can only become finished.
            Long oldest = inHand.isEmpty() ? null : inHand.ceiling(0L);
            return oldest == null ? nextOffset : oldest;
        }
    }
}
