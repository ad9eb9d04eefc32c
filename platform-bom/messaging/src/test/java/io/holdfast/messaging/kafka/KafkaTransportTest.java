package io.holdfast.messaging.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.TransportSuite;
import io.holdfast.messaging.WireEvent;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

class KafkaTransportTest extends TransportSuite {

    @TempDir
    private static Path folder;

    private static KafkaUnderTest kafka;

    @BeforeAll
    static void startBroker() {
        kafka = KafkaUnderTest.in(folder);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Override
    protected EventTransport transport() {
        return kafka.transport();
    }

    @Override
    protected void deliver(String topic, Map<String, String> headers, String key, byte[] body) {
        var message = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = kafka.strangers().createProducer()) {
            producer.send(message).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<Parked> parked(String group, String topic) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.broker().bootstrap(), "fetch.max.wait.ms", KafkaUnderTest.FETCH_WAIT);
        var letters = new ArrayList<Parked>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var dlt = new TopicPartition(Topics.deadLetters(topic, group), 0);
            consumer.assign(List.of(dlt));
            consumer.seekToBeginning(List.of(dlt));
            long end = consumer.endOffsets(List.of(dlt)).get(dlt);
            while (consumer.position(dlt) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(letter -> {
                    var headers = new LinkedHashMap<String, String>();
                    letter.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
                    letters.add(new Parked(
                            letter.key(),
                            letter.value(),
                            headers,
                            headers.get(DeadLetterHeaders.ORIGIN),
                            headers.get(DeadLetterHeaders.CAUSE)));
                });
            }
        }
        return letters;
    }

    @Test
    void offsetsAreCommittedWhileReadingSoThatACrashRepeatsLittle() throws Exception {
        var table = Subscriptions.of("offsets").on("hold.timed-out.v1", Map.class, event -> { });
        var consumption = kafka.transport().consume(table);
        await().until(consumption::isRunning);
        var writer = new EventWriter("scheduler-service", Clock.systemUTC(), CATALOGUE);
        for (int i = 0; i < 30; i++) {
            String key = "offsets-" + i;
            var event = new WireEvent("hold.timed-out.v1", key, Map.of("bookingId", key));
            kafka.transport().send(writer.append(Outbox.EMPTY, "demo", List.of(event)).unsent().getFirst()).join();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.broker().bootstrap()))) {
            await().until(() -> {
                var committed = admin.listConsumerGroupOffsets("offsets").partitionsToOffsetAndMetadata().get();
                return committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum() == written(admin);
            });
        } finally {
            consumption.close();
        }
    }

    private static long written(Admin admin) throws Exception {
        var latest = new LinkedHashMap<TopicPartition, OffsetSpec>();
        for (int partition = 0; partition < CATALOGUE.topic("timers").partitions(); partition++) {
            latest.put(new TopicPartition("timers", partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
    }
}
