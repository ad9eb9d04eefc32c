package io.holdfast.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Delivers some of the messages about some bookings again, at once or later and out of order, as a broker does whose
 * consumers died before they said how far they had read.
 */
final class Echo implements AutoCloseable {

    private static final List<String> TOPICS = List.of("bookings", "slots", "payments", "timers");
    private static final String MARK = "echo";

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Set<String> bookings = ConcurrentHashMap.newKeySet();
    private final List<ConsumerRecord<String, byte[]>> kept = new ArrayList<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final Random random;
    private final Thread thread;
    private volatile boolean stopping;

    Echo(String kafka, long seed) {
        this.random = new Random(seed);
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "group.id", "echo-" + UUID.randomUUID(), "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
        List<TopicPartition> all = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        this.thread = Thread.ofPlatform().name("echo").start(this::run);
    }

    void about(String booking) {
        bookings.add(booking);
    }

    int repeated() {
        return repeated.get();
    }

    private void run() {
        while (!stopping) {
            for (ConsumerRecord<String, byte[]> read : consumer.poll(Duration.ofMillis(50))) {
                if (bookings.contains(read.key()) && read.headers().lastHeader(MARK) == null) {
                    hear(read);
                }
            }
            // Now and then an old one, whatever has become of its booking since.
            if (!kept.isEmpty() && random.nextInt(4) == 0) {
                say(kept.remove(random.nextInt(kept.size())));
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> read) {
        switch (random.nextInt(6)) {
            case 0 -> say(read);
            case 1, 2 -> kept.add(read);
            default -> { }
        }
    }

    private void say(ConsumerRecord<String, byte[]> read) {
        var copy = new ProducerRecord<>(read.topic(), null, read.key(), read.value(), read.headers());
        copy.headers().add(MARK, "1".getBytes(StandardCharsets.UTF_8));
        producer.send(copy);
        repeated.incrementAndGet();
    }

    /** Says what it still kept back, and no more. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kept.forEach(this::say);
        producer.close();
        consumer.close();
    }
}
