package io.holdfast.messaging.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.holdfast.messaging.Dispatcher;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.Lanes;
import org.apache.kafka.clients.consumer.CloseOptions;
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
 * One member of a consumer group. A single thread reads and never waits for handlers; {@link Lanes} handle. What is
 * committed of a partition ends before its oldest unfinished message, so a crash repeats messages and loses none.
 */
final class KafkaConsumption implements EventTransport.Consumption {

    private static final Logger log = LoggerFactory.getLogger(KafkaConsumption.class);

    private static final Duration POLL = Duration.ofMillis(50);
    // A message ends every poll at once; only what follows from finished ones must be looked after more often.
    private static final Duration POLL_WHILE_IDLE = Duration.ofMillis(250);
    private static final Duration POLL_WHILE_PAUSED = Duration.ofMillis(5);
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration REDELIVERY_PAUSE = Duration.ofSeconds(1);
    // Per partition. Beyond it the partition is not fetched, so that one stuck lane does not fill the memory.
    private static final int MOST_IN_HAND = 2_000;

    private final String group;
    private final List<String> topics;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Dispatcher dispatcher;
    private final TopicsReady topicsReady;
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final Thread reader;
    private long lastCommit = System.nanoTime();
    private volatile boolean joined;
    private volatile boolean closed;
    private volatile @Nullable Consumer<String, byte[]> reading;

    /** Waits for the topics to be there. */
    @FunctionalInterface
    interface TopicsReady {
        void await() throws InterruptedException;
    }

    /** Begins to read, on a thread of its own, when {@code topicsReady}. */
    KafkaConsumption(
            String group,
            List<String> topics,
            Supplier<Consumer<String, byte[]>> consumers,
            Dispatcher dispatcher,
            TopicsReady topicsReady) {
        this.group = group;
        this.topics = topics;
        this.consumers = consumers;
        this.dispatcher = dispatcher;
        this.topicsReady = topicsReady;
        this.reader = Thread.ofPlatform().daemon().name("events-" + group).unstarted(this::run);
    }

    KafkaConsumption start() {
        reader.start();
        return this;
    }

    private void run() {
        try {
            topicsReady.await();
            while (!closed) {
                read();
            }
        } catch (InterruptedException e) {
            log.debug("{} stopped before it began to read", group, e);
        }
    }

    private void read() throws InterruptedException {
        Consumer<String, byte[]> consumer = consumers.get();
        try {
            consumer.subscribe(topics, new Rebalance(consumer));
            reading = consumer;
            while (!closed) {
                boolean paused = pauseWhatIsFull(consumer);
                consumer.poll(paused ? POLL_WHILE_PAUSED : isIdle() ? POLL_WHILE_IDLE : POLL).forEach(this::handOut);
                commitNowAndThen(consumer);
            }
        } catch (WakeupException e) {
            log.debug("{} is told to stop", group, e);
        } catch (KafkaException e) {
            // For example fenced by another instance with the same name, or no longer authorised.
            log.error("{} cannot read and starts afresh", group, e);
            joined = false;
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } finally {
            reading = null;
            close(consumer);
        }
    }

    private void handOut(ConsumerRecord<String, byte[]> record) {
        var at = new TopicPartition(record.topic(), record.partition());
        partitions
                .computeIfAbsent(at, k -> new Partition(new Lanes(dispatcher, REDELIVERY_PAUSE)))
                .handOut(record);
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

    private boolean isIdle() {
        return joined && partitions.values().stream().allMatch(Partition::isCommitted);
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
        List<Lanes> lanes = partitions.entrySet().stream()
                .filter(entry -> lost.contains(entry.getKey()))
                .map(entry -> entry.getValue().lanes)
                .toList();
        lanes.forEach(Lanes::stop);
        long deadline = System.nanoTime() + TIME_TO_STOP.toNanos();
        try {
            for (Lanes lane : lanes) {
                lane.awaitStopped(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Consumer<String, byte[]> consumer) {
        try {
            // Leaving calls the rebalance listener, which commits.
            consumer.close(CloseOptions.timeout(TIME_TO_STOP));
        } catch (KafkaException e) {
            log.info("{} could not leave its group in order; some messages will come again: {}", group, e.toString());
        } finally {
            letGo(List.copyOf(partitions.keySet()));
            partitions.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return joined && !closed && reader.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            // Ends the poll; leaving the group, which commits, cannot be woken any more.
            consumer.wakeup();
        }
        try {
            if (!joined) {
                // It may be waiting for a broker that is away.
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

        private final Lanes lanes;
        private final NavigableSet<Long> inHand = new ConcurrentSkipListSet<>();
        private final AtomicInteger inHandCount = new AtomicInteger();
        // The reading thread's own:
        private long nextOffset;
        private long committed = -1;
        private boolean paused;

        Partition(Lanes lanes) {
            this.lanes = lanes;
        }

        void handOut(ConsumerRecord<String, byte[]> record) {
            long offset = record.offset();
            inHand.add(offset);
            inHandCount.incrementAndGet();
            nextOffset = offset + 1;
            lanes.add(String.valueOf(record.key()), KafkaTransport.raw(record), () -> {
                inHand.remove(offset);
                inHandCount.decrementAndGet();
            });
        }

        boolean isFull() {
            return inHandCount.get() >= MOST_IN_HAND;
        }

        boolean isCommitted() {
            return committed == nextOffset;
        }

        long finishedUntil() {
            // Only the reading thread adds, so between these two lines messages can only become finished.
            Long oldest = inHand.isEmpty() ? null : inHand.ceiling(0L);
            return oldest == null ? nextOffset : oldest;
        }
    }
}
