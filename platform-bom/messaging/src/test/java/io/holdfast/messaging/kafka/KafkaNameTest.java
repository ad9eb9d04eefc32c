package io.holdfast.messaging.kafka;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.holdfast.embedded.EmbeddedKafka;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.TransportFixture;
import io.holdfast.messaging.WireEvent;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** After a reboot of the host a service may be there before the name server that knows the broker. */
class KafkaNameTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aNameThatCannotBeResolvedAtTheStartIsAskedForAgain() {
        String name = "kafka-" + UUID.randomUUID() + NamesOfTests.SUFFIX;
        try (EmbeddedKafka broker = EmbeddedKafka.in(folder, 0).start()) {
            var properties = new KafkaProperties();
            properties.setBootstrapServers(List.of(name + ":" + broker.port()));
            var settings = new MessagingSettings(
                    Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(1), true, null, Duration.ofSeconds(6));
            try (KafkaTransport transport = MessagingAutoConfiguration.kafkaTransport(
                    properties, TransportFixture.CATALOGUE, settings, TransportFixture.QUICK, Fitness.ALWAYS_WELL,
                    MessagingMetrics.none())) {
                var handled = new CopyOnWriteArrayList<String>();
                var consumption = transport.consume(Subscriptions.of("name")
                        .on("hold.timed-out.v1", Map.class, event -> handled.add(event.key())));
                OutboxEntry event = event("hold.timed-out.v1");
                // The relay sees this and tries again with its next sweep.
                assertThatThrownBy(() -> transport.send(event).join()).hasStackTraceContaining("bootstrap");
                assertThat(consumption.isRunning()).isFalse();

                NamesOfTests.learn(name);

                Eventually.see("the subscription reads", SOON, consumption::isRunning, running -> running);
                transport.send(event).join();
                Eventually.see("the event is handled", SOON, () -> handled, List.of("b")::equals);
                consumption.close();
            }
        }
    }

    private static OutboxEntry event(String type) {
        return new EventWriter("scheduler-service", Clock.systemUTC(), TransportFixture.CATALOGUE)
                .append(Outbox.EMPTY, "demo", List.of(new WireEvent(type, "b", Map.of("bookingId", "b"))))
                .unsent()
                .getFirst();
    }
}
