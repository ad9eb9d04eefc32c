package io.holdfast.messaging.kafka;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.holdfast.messaging.EventTransport.Consumption;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Fitness;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.TransportFixture;
import io.holdfast.messaging.WireEvent;
import io.holdfast.testsupport.scenario.Eventually;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** An instance that cannot reach its store must not keep from others what they could do. */
class PartitionsLetGoTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEYS = 40;

    @TempDir
    private Path folder;

    private KafkaUnderTest kafka;

    @BeforeEach
    void startBroker() {
        kafka = KafkaUnderTest.in(folder);
    }

    @AfterEach
    void stopBroker() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unwellInstanceLetsItsPartitionsGoAndTakesThemAgainWhenItIsWell(boolean hasANameOfItsOwn) throws Exception {
        var sick = new Instance(hasANameOfItsOwn ? "instance-1" : null);
        var sound = new Instance(hasANameOfItsOwn ? "instance-2" : null);
        try (sick; sound) {
            Eventually.see("both read", SOON, () -> sick.reads() && sound.reads(), both -> both);
            Eventually.see("both have partitions", SOON, () -> {
                send("warm-up");
                return !sick.handled.isEmpty() && !sound.handled.isEmpty();
            }, both -> both);

            // Its handlers wait for a store that does not answer, and then it is known.
            sick.storeIsFrozen();
            sick.forget();
            sound.forget();
            send("frozen");
            Eventually.see("what it does not handle is measured", SOON, sick::lag, lag -> lag > 0);
            sick.trouble = Optional.of("The store has not answered.");

            Eventually.see("the other does everything", SOON, () -> sound.handled, done -> done.containsAll(all("frozen")));
            assertThat(sick.handled).isEmpty();
            assertThat(sick.reads()).isFalse();
            Eventually.see("what is the other's is not measured as its own", SOON, sick::lag, lag -> lag == 0);

            sick.storeAnswers();
            sick.trouble = Optional.empty();
            Eventually.see("it takes part again", SOON, () -> {
                send("well");
                return sick.handled;
            }, handled -> !handled.isEmpty());
        }
    }

    private static Set<String> all(String prefix) {
        var all = ConcurrentHashMap.<String>newKeySet();
        for (int i = 0; i < KEYS; i++) {
            all.add(prefix + "-" + i);
        }
        return all;
    }

    private void send(String prefix) {
        var writer = new EventWriter("scheduler-service", Clock.systemUTC(), TransportFixture.CATALOGUE);
        for (String key : all(prefix)) {
            var event = new WireEvent("hold.timed-out.v1", key, Map.of("bookingId", key));
            kafka.transport().send(writer.append(Outbox.EMPTY, "demo", List.of(event)).unsent().getFirst()).join();
        }
    }

    private final class Instance implements AutoCloseable {

        private final Set<String> handled = ConcurrentHashMap.newKeySet();
        private final MeterRegistry metrics = new SimpleMeterRegistry();
        private final KafkaTransport transport;
        private final Consumption consumption;
        private volatile CountDownLatch store = new CountDownLatch(0);
        private volatile Optional<String> trouble = Optional.empty();

        Instance(@Nullable String name) {
            var properties = new KafkaProperties();
            properties.setBootstrapServers(List.of(kafka.broker().bootstrap()));
            var settings = new MessagingSettings(
                    Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(1), true, name, Duration.ofSeconds(6));
            Fitness fitness = () -> trouble;
            transport = MessagingAutoConfiguration.kafkaTransport(
                    properties, TransportFixture.CATALOGUE, settings, TransportFixture.QUICK, fitness,
                    MessagingMetrics.of(metrics));
            consumption = transport.consume(Subscriptions.of("let-go").on("hold.timed-out.v1", Map.class, event -> {
                store.await();
                handled.add(event.key());
            }));
        }

        void storeIsFrozen() {
            store = new CountDownLatch(1);
        }

        void storeAnswers() {
            store.countDown();
        }

        void forget() {
            handled.clear();
        }

        double lag() {
            return metrics.find("holdfast.consumer.lag").gauges().stream().mapToDouble(Gauge::value).sum();
        }

        boolean reads() {
            return consumption.isRunning();
        }

        @Override
        public void close() {
            storeAnswers();
            consumption.close();
            transport.close();
        }
    }
}
