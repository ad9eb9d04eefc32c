package io.holdfast.messaging.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.TransportSuite;
import io.holdfast.testsupport.infrastructure.EmbeddedKafka;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** On a broker of its own, because one test stops it for a minute. */
class KafkaTransportTest extends TransportSuite {

    @TempDir
    private static Path folder;

    private static EmbeddedKafka broker;
    private static DefaultKafkaProducerFactory<String, byte[]> strangers;
    private static KafkaTransport transport;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.in(folder, 0).start();
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(broker.bootstrap()));
        var settings = new MessagingSettings(Duration.ofMillis(200), true, null, Duration.ofSeconds(6));
        transport = MessagingAutoConfiguration.kafkaTransport(properties, CATALOGUE, settings, QUICK);
        strangers = new DefaultKafkaProducerFactory<>(MessagingAutoConfiguration.producer(properties));
    }

    @AfterAll
    static void stopBroker() {
        transport.close();
        strangers.destroy();
        broker.close();
    }

    @Override
    protected EventTransport transport() {
        return transport;
    }

    @Override
    protected void deliver(String topic, Map<String, String> headers, String key, byte[] body) {
        var message = new ProducerRecord<>(topic, key, body);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = strangers.createProducer()) {
            producer.send(message).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<Parked> parked(String group, String topic) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrap());
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

    @Override
    protected void brokerGoesAway() {
        broker.stop();
    }

    @Override
    protected void brokerComesBack() {
        broker.start();
    }

    @Override
    protected Duration outage() {
        return Duration.ofSeconds(60);
    }
}
