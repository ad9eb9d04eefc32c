package io.holdfast.messaging.kafka;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.Topic;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.Dispatcher;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.Traces;
import io.opentelemetry.context.Scope;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Events on Kafka. Messages with the same key are handled one after the other, others side by side; {@link
 * KafkaConsumption} says how offsets follow.
 */
final class KafkaTransport implements EventTransport, AutoCloseable {

    private static final int LONGEST_CAUSE = 1_000;
    private static final long DEAD_LETTER_SECONDS = 30;

    private final ProducerFactory<String, byte[]> producers;
    private final KafkaOperations<String, byte[]> kafka;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Catalogue catalogue;
    private final Topics topics;
    private final RetryPolicy retries;
    private final @Nullable String instanceId;

    KafkaTransport(
            ProducerFactory<String, byte[]> producers,
            ConsumerFactory<String, byte[]> consumers,
            Catalogue catalogue,
            Topics topics,
            RetryPolicy retries,
            @Nullable String instanceId) {
        this.producers = producers;
        this.kafka = new KafkaTemplate<>(producers);
        this.consumers = consumers;
        this.catalogue = catalogue;
        this.topics = topics;
        this.retries = retries;
        this.instanceId = instanceId;
    }

    @Override
    public CompletableFuture<Void> send(OutboxEntry event) {
        Topic topic = catalogue.topicOf(event.type());
        var record = record(
                topic.name(), recordKey(topic, event), CloudEvents.bodyOf(event), CloudEvents.headersOf(event));
        // So that the OpenTelemetry agent's producer span continues the trace that wrote the event.
        try (Scope ignored = Traces.resumed(event.traceparent()).makeCurrent()) {
            return kafka.send(record).thenApply(sent -> null);
        }
    }

    /** What is compacted keeps one record per key, and two tenants may use the same id. */
    private static String recordKey(Topic topic, OutboxEntry event) {
        return topic.compacted() ? event.tenantId() + ":" + event.key() : event.key();
    }

    @Override
    public Consumption consume(Subscriptions subscriptions) {
        List<String> names = topics.of(subscriptions);
        if (names.isEmpty()) {
            return new ProducerOnly(topics.whenReady(subscriptions));
        }
        var properties = new Properties();
        if (instanceId != null) {
            properties.setProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        }
        return new KafkaConsumption(
                        subscriptions.group(),
                        names,
                        () -> consumers.createConsumer(subscriptions.group(), null, null, properties),
                        new Dispatcher(subscriptions, retries, this::park),
                        () -> topics.awaitReady(subscriptions))
                .start();
    }

    /** Closes the producer. */
    @Override
    public void close() {
        producers.reset();
    }

    private void park(RawEvent raw, String group, Exception cause) {
        var headers = new LinkedHashMap<>(raw.headers());
        headers.put(DeadLetterHeaders.ORIGIN, raw.origin());
        headers.put(DeadLetterHeaders.GROUP, group);
        headers.put(DeadLetterHeaders.CAUSE, shortened(String.valueOf(cause.getMessage())));
        headers.put(DeadLetterHeaders.EXCEPTION, cause.getClass().getName());
        String topic = raw.origin().substring(0, raw.origin().lastIndexOf('-'));
        try {
            kafka.send(record(Topics.deadLetters(topic, group), raw.key(), raw.body(), headers))
                    .get(DEAD_LETTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new RetryLater(raw.origin() + " could not be parked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("The consumer is stopping.", e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_CAUSE ? text : text.substring(0, LONGEST_CAUSE) + "…";
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] body, Map<String, String> headers) {
        var record = new ProducerRecord<String, byte[]>(topic, key, body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    static RawEvent raw(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new RawEvent(
                headers, record.key(), record.value(), record.topic() + "-" + record.partition() + "@" + record.offset());
    }

    /** A service that listens to nothing still needs the topics that it writes. */
    private record ProducerOnly(Thread starter) implements Consumption {

        @Override
        public boolean isRunning() {
            return !starter.isAlive();
        }

        @Override
        public void close() {
            starter.interrupt();
        }
    }
}
