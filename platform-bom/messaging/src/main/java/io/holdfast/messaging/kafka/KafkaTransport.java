package io.holdfast.messaging.kafka;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.Dispatcher;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.Subscriptions;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Events on Kafka. A poll's records are handled side by side, those with the same key one after the other; offsets are
 * committed when all of them are done, so a crash repeats messages and loses none.
 */
final class KafkaTransport implements EventTransport {

    private static final long REDELIVERY_PAUSE_MILLIS = 1_000;
    private static final long DEAD_LETTER_SECONDS = 30;

    private final KafkaOperations<String, byte[]> kafka;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Catalogue catalogue;
    private final Topics topics;
    private final RetryPolicy retries;
    private final @Nullable String instanceId;

    KafkaTransport(
            KafkaOperations<String, byte[]> kafka,
            ConsumerFactory<String, byte[]> consumers,
            Catalogue catalogue,
            Topics topics,
            RetryPolicy retries,
            @Nullable String instanceId) {
        this.kafka = kafka;
        this.consumers = consumers;
        this.catalogue = catalogue;
        this.topics = topics;
        this.retries = retries;
        this.instanceId = instanceId;
    }

    @Override
    public CompletableFuture<Void> send(OutboxEntry event) {
        String topic = catalogue.topicOf(event.type()).name();
        var record = record(topic, event.key(), CloudEvents.bodyOf(event), CloudEvents.headersOf(event));
        // So that the OpenTelemetry agent's producer span continues the trace that wrote the event.
        try (Scope ignored = restore(event.traceparent()).makeCurrent()) {
            return kafka.send(record).thenApply(sent -> null);
        }
    }

    @Override
    public Consumption consume(Subscriptions subscriptions) {
        var dispatcher = new Dispatcher(subscriptions, retries, this::park);
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        String[] names = topics.of(subscriptions);
        if (names.length == 0) {
            return new ProducerOnly(topics.whenReady(subscriptions, () -> {}));
        }
        var properties = new ContainerProperties(names);
        properties.setGroupId(subscriptions.group());
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMessageListener(
                (BatchMessageListener<String, byte[]>) records -> handle(records, dispatcher, workers));
        if (instanceId != null) {
            properties.getKafkaConsumerProperties().setProperty("group.instance.id", instanceId);
        }
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(subscriptions.group());
        // What comes here could not be decided yet (store or broker away): the same records again, for as long as it
        // takes, while the consumer keeps polling and so keeps its partitions.
        container.setCommonErrorHandler(
                new DefaultErrorHandler(new FixedBackOff(REDELIVERY_PAUSE_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        return new KafkaConsumption(container, workers, topics.whenReady(subscriptions, container::start));
    }

    private static void handle(
            List<ConsumerRecord<String, byte[]>> records, Dispatcher dispatcher, ExecutorService workers) {
        var byKey = new LinkedHashMap<String, List<ConsumerRecord<String, byte[]>>>();
        records.forEach(record -> byKey.computeIfAbsent(String.valueOf(record.key()), k -> new ArrayList<>())
                .add(record));
        if (byKey.size() == 1) {
            records.forEach(record -> dispatcher.dispatch(raw(record)));
            return;
        }
        var running = new ArrayList<Future<?>>(byKey.size());
        byKey.values().forEach(sameKey ->
                running.add(workers.submit(() -> sameKey.forEach(record -> dispatcher.dispatch(raw(record))))));
        RetryLater again = null;
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (ExecutionException e) {
                again = new RetryLater("A message could not be decided yet", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RetryLater("The consumer is stopping.", e);
            }
        }
        if (again != null) {
            throw again;
        }
    }

    private void park(RawEvent raw, String group, Exception cause) {
        var headers = new LinkedHashMap<>(raw.headers());
        headers.put(DeadLetterHeaders.ORIGIN, raw.origin());
        headers.put(DeadLetterHeaders.GROUP, group);
        headers.put(DeadLetterHeaders.CAUSE, String.valueOf(cause.getMessage()));
        headers.put(DeadLetterHeaders.EXCEPTION, cause.getClass().getName());
        String topic = raw.origin().substring(0, raw.origin().lastIndexOf('-'));
        try {
            kafka.send(record(Topics.deadLetters(topic, group), raw.key(), raw.body(), headers))
                    .get(DEAD_LETTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new RetryLater("The message could not be parked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("The consumer is stopping.", e);
        }
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] body, Map<String, String> headers) {
        var record = new ProducerRecord<String, byte[]>(topic, key, body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static RawEvent raw(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new RawEvent(
                headers, record.key(), record.value(), record.topic() + "-" + record.partition() + "@" + record.offset());
    }

    private static Context restore(@Nullable String traceparent) {
        if (traceparent == null) {
            return Context.current();
        }
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Map.of(CloudEvents.TRACEPARENT, traceparent), HeaderGetter.INSTANCE);
    }

    private enum HeaderGetter implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
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

    private record KafkaConsumption(
            ConcurrentMessageListenerContainer<String, byte[]> container, ExecutorService workers, Thread starter)
            implements Consumption {

        @Override
        public boolean isRunning() {
            return container.isRunning();
        }

        @Override
        public void close() {
            starter.interrupt();
            container.stop();
            workers.shutdown();
        }
    }
}
