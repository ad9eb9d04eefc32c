package io.holdfast.loadtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One hop over Kafka and nothing else, with the settings of {@code messaging}. */
public final class BareEvents implements AutoCloseable {

    private static final int PARTITIONS = 12;
    private static final int PATIENCE_SECONDS = 30;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** About what an event's headers and body take. */
    private static final String BODY = "x".repeat(500);

    private final String bootstrap;
    private final String topic = "load-test-floor-" + UUID.randomUUID().toString().substring(0, 8);
    private final KafkaProducer<String, String> producer;
    private final List<KafkaConsumer<String, String>> consumers = new ArrayList<>();
    private final Map<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private final List<Thread> readers = new ArrayList<>();

    private BareEvents(String bootstrap, int groups) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                        ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(), new StringSerializer());
        for (int group = 0; group < groups; group++) {
            var settings = new HashMap<String, Object>(Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                    ConsumerConfig.GROUP_ID_CONFIG, topic + "-" + group,
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
            var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
            consumers.add(consumer);
            readers.add(Thread.ofPlatform().daemon().name("floor-read-" + group).unstarted(() -> read(consumer)));
        }
    }

    /** Opens a topic of its own, which goes when this is closed; each event is received once. */
    public static BareEvents open(String bootstrap) throws InterruptedException, ExecutionException {
        return open(bootstrap, 1);
    }

    /** @param groups each of which receives each event; a hop ends with the first one that has it */
    public static BareEvents open(String bootstrap, int groups) throws InterruptedException, ExecutionException {
        var events = new BareEvents(bootstrap, groups);
        try (Admin admin = events.admin()) {
            admin.createTopics(List.of(new NewTopic(events.topic, Optional.of(PARTITIONS), Optional.empty()))).all().get();
        }
        events.readers.forEach(Thread::start);
        return events;
    }

    /** Sends, and returns once it was received and the broker has acknowledged it. */
    public void sendAndAwait(String key, String eventId) throws InterruptedException, ExecutionException, TimeoutException {
        var received = new CompletableFuture<Boolean>();
        awaited.put(eventId, received);
        producer.send(new ProducerRecord<>(topic, key, eventId + "|" + BODY)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        received.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void read(KafkaConsumer<String, String> consumer) {
        try (consumer) {
            consumer.subscribe(List.of(topic));
            while (true) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<String, String> record : records) {
                    String eventId = record.value().substring(0, record.value().indexOf('|'));
                    CompletableFuture<Boolean> received = awaited.remove(eventId);
                    if (received != null) {
                        received.complete(true);
                    }
                }
                if (!records.isEmpty()) {
                    consumer.commitAsync();
                }
            }
        } catch (WakeupException closing) {
            // The way a consumer is told to end.
            return;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        consumers.forEach(KafkaConsumer::wakeup);
        for (Thread reader : readers) {
            reader.join();
        }
        producer.close();
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
