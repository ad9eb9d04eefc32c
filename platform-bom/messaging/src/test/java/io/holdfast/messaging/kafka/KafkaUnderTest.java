package io.holdfast.messaging.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.holdfast.messaging.TransportFixture;
import io.holdfast.testsupport.infrastructure.EmbeddedKafka;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** A broker of its own and the transport on it. */
record KafkaUnderTest(EmbeddedKafka broker, KafkaTransport transport, DefaultKafkaProducerFactory<String, byte[]> strangers)
        implements AutoCloseable {

    static KafkaUnderTest in(Path folder) {
        EmbeddedKafka broker = EmbeddedKafka.in(folder, 0).start();
        var properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(broker.bootstrap()));
        var settings = new MessagingSettings(Duration.ofMillis(200), true, null, Duration.ofSeconds(6));
        return new KafkaUnderTest(
                broker,
                MessagingAutoConfiguration.kafkaTransport(
                        properties, TransportFixture.CATALOGUE, settings, TransportFixture.QUICK),
                new DefaultKafkaProducerFactory<>(MessagingAutoConfiguration.producer(properties)));
    }

    @Override
    public void close() {
        transport.close();
        strangers.destroy();
        broker.close();
    }
}
