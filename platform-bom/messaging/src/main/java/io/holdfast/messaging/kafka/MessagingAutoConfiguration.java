package io.holdfast.messaging.kafka;

import java.time.Clock;
import java.util.Map;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.DeadLetterReader;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.Messaging;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.RetryPolicy;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Wires messaging for a service that has a table of {@link Subscriptions}; a test brings its own transport. */
@AutoConfiguration(before = KafkaAutoConfiguration.class, after = DataMongoAutoConfiguration.class)
@ConditionalOnBean(Subscriptions.class)
@EnableConfigurationProperties({MessagingSettings.class, KafkaProperties.class})
class MessagingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Catalogue eventCatalogue() {
        return Catalogue.load();
    }

    @Bean
    EventWriter eventWriter(@Value("${spring.application.name}") String service, Clock clock, Catalogue catalogue) {
        return new EventWriter(service, clock, catalogue);
    }

    @Bean
    MessagingMetrics messagingMetrics(ObjectProvider<MeterRegistry> metrics) {
        return MessagingMetrics.of(metrics.getIfAvailable());
    }

    @Bean
    Relay relay(EventTransport transport, Clock clock, MessagingSettings settings, MessagingMetrics metrics) {
        return new Relay(transport, clock, settings.sweepInterval(), settings.removeAfter(), metrics);
    }

    @Bean
    Gatherings gatherings(MessagingSettings settings) {
        return new Gatherings(settings.gatherFor());
    }

    @Bean
    @ConditionalOnBean(MongoOperations.class)
    AggregateFactory aggregateFactory(MongoOperations mongo, Relay relay, EventWriter events) {
        return new AggregateFactory(mongo, relay, events);
    }

    @Bean
    Messaging messaging(
            EventTransport transport,
            Relay relay,
            ObjectProvider<Subscriptions> subscriptions,
            ObjectProvider<DeadLetterReader> deadLetters) {
        return new Messaging(transport, relay, subscriptions.stream().toList(), deadLetters.getIfAvailable());
    }

    @Bean
    @ConditionalOnMissingBean(EventTransport.class)
    KafkaTransport kafkaTransport(
            KafkaProperties kafka,
            Catalogue catalogue,
            MessagingSettings settings,
            ObjectProvider<Fitness> fitness,
            MessagingMetrics metrics) {
        return kafkaTransport(
                kafka,
                catalogue,
                settings,
                RetryPolicy.DEFAULT,
                fitness.getIfAvailable(() -> Fitness.ALWAYS_WELL),
                metrics);
    }

    static KafkaTransport kafkaTransport(
            KafkaProperties kafka,
            Catalogue catalogue,
            MessagingSettings settings,
            RetryPolicy retries,
            Fitness fitness,
            MessagingMetrics metrics) {
        return new KafkaTransport(
                new DefaultKafkaProducerFactory<>(producer(kafka)),
                new DefaultKafkaConsumerFactory<>(consumer(kafka, settings)),
                catalogue,
                new Topics(catalogue, kafka.buildAdminProperties(), settings.createTopics()),
                retries,
                settings.instanceId(),
                fitness,
                metrics);
    }

    static Map<String, Object> producer(KafkaProperties kafka) {
        Map<String, Object> producer = kafka.buildProducerProperties();
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Kafka 4 waits 5 ms for company; a saga has five hops and would feel each.
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_REQUEST);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return producer;
    }

    private static Map<String, Object> consumer(KafkaProperties kafka, MessagingSettings settings) {
        Map<String, Object> consumer = kafka.buildConsumerProperties();
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        int session = (int) settings.sessionTimeout().toMillis();
        consumer.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        consumer.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 3);
        return consumer;
    }
}
