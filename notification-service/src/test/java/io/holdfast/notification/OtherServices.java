package io.holdfast.notification;

import java.util.Map;

import io.holdfast.embedded.Servers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whoever sends what this service hears, on a real broker. */
public final class OtherServices {

    private OtherServices() {}

    /**
     * One request at a time: a partition that was just made may turn the first batch away and take the second; the first is out of
     * order then, however often it is sent again.
     */
    public static KafkaProducer<String, byte[]> producer(Servers servers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaBootstrap(),
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                new StringSerializer(), new ByteArraySerializer());
    }
}
