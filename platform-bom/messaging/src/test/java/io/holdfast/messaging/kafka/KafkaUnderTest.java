package io.holdfast.messaging.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.holdfast.embedded.EmbeddedKafka;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.TransportFixture;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** A broker of its own and the transport on it. */
record KafkaUnderTest(EmbeddedKafka broker, KafkaTransport transport, DefaultKafkaProducerFactory<String, byte[]> strangers)
        implements AutoCloseable {

    /** Milliseconds. A consumer that is closed waits for its last fetch, and these tests close many. */
    static final String FETCH_WAIT = "20";

    static KafkaUnderTest in(Path folder) {
        EmbeddedKafka broker = EmbeddedKafka.in(folder, 0).start();
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(broker.bootstrap()));
        properties.getConsumer().getProperties().put("fetch.max.wait.ms", FETCH_WAIT);
        var settings = new MessagingSettings(
                Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(1), true, null, Duration.ofSeconds(6));
        return new KafkaUnderTest(
                broker,
                MessagingAutoConfiguration.kafkaTransport(
                        properties, TransportFixture.CATALOGUE, settings, TransportFixture.QUICK, Fitness.ALWAYS_WELL,
                        MessagingMetrics.none()),
                new DefaultKafkaProducerFactory<>(MessagingAutoConfiguration.producer(properties)));
    }

    @Override
    public void close() {
        transport.close();
        strangers.destroy();
        broker.close();
    }
}
