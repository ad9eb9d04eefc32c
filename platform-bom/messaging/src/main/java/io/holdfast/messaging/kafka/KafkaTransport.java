package io.holdfast.messaging.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.Topic;
import io.holdfast.messaging.BrokerState;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.DeadLetterHeaders;
import io.holdfast.messaging.DeadLetterReader;
import io.holdfast.messaging.Dispatcher;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.Subscriptions;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/**
 * The event transport on Kafka. Messages with the same key are handled one after the other, others side by side; {@link
 * KafkaConsumption} says how offsets follow.
 */
final class KafkaTransport implements EventTransport, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaTransport.class);

    private static final long DEAD_LETTER_SECONDS = 30;

    private final ProducerFactory<String, byte[]> producers;
    private final KafkaOperations<String, byte[]> kafka;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Catalogue catalogue;
    private final Topics topics;
    private final RetryPolicy retries;
    private final @Nullable String instanceId;
    private final Fitness fitness;
    private final MessagingMetrics metrics;

    KafkaTransport(
            ProducerFactory<String, byte[]> producers,
            ConsumerFactory<String, byte[]> consumers,
            Catalogue catalogue,
            Topics topics,
            RetryPolicy retries,
            @Nullable String instanceId,
            Fitness fitness,
            MessagingMetrics metrics) {
        this.producers = producers;
        this.kafka = template(producers);
        this.consumers = consumers;
        this.catalogue = catalogue;
        this.topics = topics;
        this.retries = retries;
        this.instanceId = instanceId;
        this.fitness = fitness;
        this.metrics = metrics;
    }

    private static KafkaTemplate<String, byte[]> template(ProducerFactory<String, byte[]> producers) {
        var template = new KafkaTemplate<>(producers);
        // Its own would log the beginning of each body that could not be sent, and with it people's names and addresses.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Override
    public CompletableFuture<Void> send(OutboxEntry event) {
        Topic topic = catalogue.topicOf(event.type());
        return kafka.send(record(
                        topic.name(), recordKey(topic, event), CloudEvents.bodyOf(event), CloudEvents.headersOf(event)))
                .thenApply(sent -> null);
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
        metrics.reads(subscriptions.group(), names);
        var withReplays = new ArrayList<>(names);
        withReplays.add(Topics.replays(subscriptions.group()));
        return new KafkaConsumption(
                        subscriptions.group(),
                        withReplays,
                        () -> consumer(subscriptions.group()),
                        new Dispatcher(subscriptions, retries, this::park, metrics),
                        () -> topics.areReady(subscriptions),
                        fitness,
                        metrics)
                .start();
    }

    @Override
    public Consumption consumeDeadLetters(DeadLetterReader reader) {
        return new KafkaConsumption(
                        reader.group(),
                        topics.deadLetters(),
                        () -> consumer(reader.group()),
                        letter -> {
                            reader.take(letter);
                            return true;
                        },
                        topics::areDeadLettersReady,
                        fitness,
                        metrics)
                .start();
    }

    private Consumer<String, byte[]> consumer(String group) {
        var properties = new Properties();
        if (instanceId != null) {
            properties.setProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        }
        return consumers.createConsumer(group, null, null, properties);
    }

    @Override
    public CompletableFuture<Void> replay(String group, RawEvent message, Map<String, String> headers) {
        return kafka.send(record(Topics.replays(group), message.key(), message.body(), headers)).thenApply(sent -> null);
    }

    @Override
    public Optional<BrokerState> state(String group) throws Exception {
        return Optional.of(topics.state(group));
    }

    /** Closes the producer. */
    @Override
    public void close() {
        producers.reset();
    }

    private void park(RawEvent raw, String group, Exception cause) {
        String topic = raw.origin().substring(0, raw.origin().lastIndexOf('-'));
        try {
            try {
                park(Topics.deadLetters(topic, group), raw, raw.headers(), DeadLetterHeaders.reason(raw, group, cause));
            } catch (RecordTooLargeException e) {
                log.warn("{} is too large to be parked whole; its cause, origin and hash are", raw.origin());
                RawEvent small = withoutBody(raw);
                var reason = DeadLetterHeaders.reason(raw, group, cause);
                // Also where its headers alone were too large: the hash says that this is not all of it.
                byte[] body = raw.body() == null ? new byte[0] : raw.body();
                reason.put(DeadLetterHeaders.BODY_SIZE, Integer.toString(body.length));
                reason.put(DeadLetterHeaders.BODY_SHA256, DigestUtils.sha256Hex(body));
                park(Topics.deadLetters(topic, group), small, small.headers(), reason);
            }
        } catch (TimeoutException | KafkaException e) {
            throw new RetryLater(raw.origin() + " could not be parked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("The consumer is stopping.", e);
        }
        metrics.parked(topic, group);
    }

    private void park(String deadLetters, RawEvent raw, Map<String, String> headers, Map<String, String> reason)
            throws InterruptedException, TimeoutException {
        var all = new LinkedHashMap<>(headers);
        all.putAll(reason);
        try {
            kafka.send(record(deadLetters, raw.key(), raw.body(), all)).get(DEAD_LETTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // The producer's own limit or the topic's.
            throw isTooLarge(e) ? new RecordTooLargeException(e) : new KafkaException(e.getCause());
        } catch (RuntimeException e) {
            throw isTooLarge(e) ? new RecordTooLargeException(e) : new KafkaException(e);
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    /** What is sure to be small: the envelope's own headers, in so far as they have the length of such. */
    private static RawEvent withoutBody(RawEvent raw) {
        var headers = new LinkedHashMap<String, String>();
        raw.headers().forEach((name, value) -> {
            if (CloudEvents.isHeader(name)) {
                headers.put(name, DeadLetterHeaders.shortened(value));
            }
        });
        String key = raw.key();
        return new RawEvent(headers, key == null ? null : DeadLetterHeaders.shortened(key), null, raw.origin());
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] body, Map<String, String> headers) {
        var record = new ProducerRecord<String, byte[]>(topic, key, body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** The message's type, null when it does not say. */
    static @Nullable String typeOf(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader(CloudEvents.TYPE);
        return type == null || type.value() == null ? null : new String(type.value(), StandardCharsets.UTF_8);
    }

    static RawEvent raw(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        // A replayed message is, for people and when it is parked again, still the one from where it stood at first.
        return new RawEvent(
                headers,
                record.key(),
                record.value(),
                Topics.isReplay(record.topic()) ? headers.getOrDefault(DeadLetterHeaders.REPLAY_ORIGIN, origin) : origin);
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
