package io.holdfast.loadtests.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.holdfast.loadtests.Latencies;
import io.holdfast.messaging.CloudEvents;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A consumer of topic {@code timers}: what fired, how late it was when it came here, and whether anything fired twice. */
final class FiredTimers implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String prefix;
    private final Map<String, Instant> dueByBooking;
    private final Map<String, Set<String>> eventsByBooking = new ConcurrentHashMap<>();
    private final AtomicInteger early = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final Latencies lateness = new Latencies();
    private final Thread reader = Thread.ofPlatform().daemon().name("fired-timers").unstarted(this::read);
    private volatile Instant lastAt = Instant.MIN;

    private FiredTimers(String kafka, String prefix, Map<String, Instant> dueByBooking) {
        this.prefix = prefix;
        this.dueByBooking = dueByBooking;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Listens from now on.
     *
     * @param dueByBooking what is to fire, and when
     */
    static FiredTimers listen(String kafka, String prefix, Map<String, Instant> dueByBooking) {
        var fired = new FiredTimers(kafka, prefix, dueByBooking);
        List<TopicPartition> partitions = fired.consumer.partitionsFor("timers").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        fired.consumer.assign(partitions);
        fired.consumer.seekToEnd(partitions);
        // Seeking is lazy: what is said before the positions are known would be missed.
        partitions.forEach(fired.consumer::position);
        fired.reader.start();
        return fired;
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException closing) {
            // The way a consumer is told to end.
            return;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Instant now = Instant.now();
        Instant due = dueByBooking.get(record.key());
        if (!record.key().startsWith(prefix) || due == null) {
            return;
        }
        Set<String> events = eventsByBooking.computeIfAbsent(record.key(), any -> ConcurrentHashMap.newKeySet());
        if (!events.add(header(record, CloudEvents.ID))) {
            sentAgain.incrementAndGet();
            return;
        }
        if (now.isBefore(due) || Instant.parse(header(record, CloudEvents.TIME)).isBefore(due)) {
            early.incrementAndGet();
        }
        if (events.size() == 1) {
            lateness.add(Math.max(0, Duration.between(due, now).toNanos()));
            lastAt = now;
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("An event without " + name);
        }
        return new String(header.value(), UTF_8);
    }

    /** Of how many bookings a timer has fired. */
    int count() {
        return eventsByBooking.size();
    }

    /** Returns when {@code count} have fired, or when none has for a minute. */
    void await(int count) throws InterruptedException {
        int before = -1;
        long giveUp = 0;
        while (count() < count) {
            if (count() != before) {
                before = count();
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > giveUp) {
                return;
            }
            Thread.sleep(5);
        }
    }

    /** By how much a timer's event came here later than its instant, of each the first time. */
    Latencies lateness() {
        return lateness;
    }

    /** When the last one came that had not come before. */
    Instant lastAt() {
        return lastAt;
    }

    int lost() {
        return dueByBooking.size() - count();
    }

    /** Bookings whose timer has fired more than once: two events of it, not one that was sent twice. */
    int firedTwice() {
        return (int) eventsByBooking.values().stream().filter(events -> events.size() > 1).count();
    }

    /** Events that came once more, as at-least-once allows. */
    int sentAgain() {
        return sentAgain.get();
    }

    int early() {
        return early.get();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join();
    }
}
