package io.holdfast.messaging.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.DeadLetterHeaders;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.TransportSuite;
import io.holdfast.messaging.WireEvent;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;
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

    @Test
    void whatIsTooLargeToBeParkedIsParkedAsCauseOriginAndHash() throws Exception {
        var body = new byte[3 * 1024 * 1024];
        Arrays.fill(body, (byte) 'x');
        var handled = new CopyOnWriteArrayList<String>();
        var table = Subscriptions.of("large").on("confirmation.timed-out.v1", Map.class, event -> handled.add(event.key()));
        var consumption = kafka.transport().consume(table);
        await().until(consumption::isRunning);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.broker().bootstrap()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, "timers");
            var larger = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "8000000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(larger))).all().get();
        }
        var properties = new LinkedHashMap<>(kafka.strangers().getConfigurationProperties());
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8_000_000);
        var strangers = new DefaultKafkaProducerFactory<String, byte[]>(properties);
        try (var producer = strangers.createProducer()) {
            var large = new ProducerRecord<>("timers", "large-1", body);
            Map.of(
                            CloudEvents.SPEC_VERSION, "1.0",
                            CloudEvents.ID, "large",
                            CloudEvents.TYPE, "confirmation.timed-out.v1",
                            CloudEvents.SUBJECT, "large-1",
                            CloudEvents.TIME, "2026-12-01T09:30:00Z",
                            CloudEvents.TENANT, "demo",
                            CloudEvents.CORRELATION, "request-1",
                            CloudEvents.SEQUENCE, "000000000001",
                            "a-stranger-s-own", "y".repeat(100_000))
                    .forEach((name, value) -> large.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(large).get();
        } finally {
            strangers.destroy();
        }
        var writer = new EventWriter("scheduler-service", Clock.systemUTC(), CATALOGUE);
        var next = new WireEvent("confirmation.timed-out.v1", "large-1", Map.of("bookingId", "large-1"));
        kafka.transport().send(writer.append(Outbox.EMPTY, "demo", List.of(next)).unsent().getFirst()).join();

        await().untilAsserted(() -> assertThat(handled).containsExactly("large-1"));
        consumption.close();
        // What has no type at all, as other tests leave it there, every group parks.
        assertThat(parked("large", "timers")).filteredOn(letter -> "large-1".equals(letter.key())).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isNull();
            assertThat(letter.origin()).startsWith("timers-");
            assertThat(letter.cause()).contains("cannot be read");
            assertThat(letter.headers())
                    .containsEntry("dlt-body-size", "3145728")
                    .containsEntry("dlt-body-sha256", HexFormat.of().formatHex(
                            MessageDigest.getInstance("SHA-256").digest(body)))
                    .containsEntry(CloudEvents.TENANT, "demo")
                    .doesNotContainKey("a-stranger-s-own");
        });
    }

    private static long written(Admin admin) throws Exception {
        var latest = new LinkedHashMap<TopicPartition, OffsetSpec>();
        for (int partition = 0; partition < CATALOGUE.topic("timers").partitions(); partition++) {
            latest.put(new TopicPartition("timers", partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
    }
}
