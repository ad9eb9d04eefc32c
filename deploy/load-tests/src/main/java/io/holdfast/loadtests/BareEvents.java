package io.holdfast.loadtests;

import java.time.Duration;
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
    private final KafkaConsumer<String, String> consumer;
    private final Map<String, CompletableFuture<Boolean>> awaited = new ConcurrentHashMap<>();
    private final Thread reader = Thread.ofPlatform().daemon().name("floor-read").unstarted(this::read);

    private BareEvents(String bootstrap) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                        ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(), new StringSerializer());
        var settings = new HashMap<String, Object>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG, topic,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Opens a topic of its own, which goes when this is closed. */
    public static BareEvents open(String bootstrap) throws InterruptedException, ExecutionException {
        var events = new BareEvents(bootstrap);
        try (Admin admin = events.admin()) {
            admin.createTopics(List.of(new NewTopic(events.topic, Optional.of(PARTITIONS), Optional.empty()))).all().get();
        }
        events.reader.start();
        return events;
    }

    /** Sends, and returns once it was received and the broker has acknowledged it. */
    public void sendAndAwait(String key, String eventId) throws InterruptedException, ExecutionException, TimeoutException {
        var received = new CompletableFuture<Boolean>();
        awaited.put(eventId, received);
        producer.send(new ProducerRecord<>(topic, key, eventId + "|" + BODY)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        received.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void read() {
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
        consumer.wakeup();
        reader.join();
        producer.close();
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
