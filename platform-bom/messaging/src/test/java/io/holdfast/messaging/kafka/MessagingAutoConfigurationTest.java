package io.holdfast.messaging.kafka;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.holdfast.contracts.Catalogue;
import io.holdfast.embedded.EmbeddedKafka;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Messaging;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MessagingAutoConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MessagingAutoConfiguration.class, KafkaAutoConfiguration.class))
            .withPropertyValues("spring.application.name=scheduler-service")
            .withBean(Clock.class, Clock::systemUTC);

    record Body(String bookingId) {}

    @Test
    void withoutSubscriptionsThereIsNothing() {
        service.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(Messaging.class)
                .doesNotHaveBean(Relay.class)
                .doesNotHaveBean(EventTransport.class));
    }

    @Test
    void aTransportOfOnesOwnReplacesKafka() {
        var arrived = new CompletableFuture<String>();
        service.withBean(EventTransport.class, () -> new InMemoryTransport(Catalogue.load()))
                .withBean(Subscriptions.class, () -> table(arrived))
                .run(context -> {
                    assertThat(context).hasSingleBean(EventTransport.class).doesNotHaveBean(KafkaTransport.class);
                    assertThat(context.getBean(Messaging.class).isConsuming()).isTrue();
                    send(context.getBean(EventWriter.class), context.getBean(EventTransport.class));
                    assertThat(arrived).succeedsWithin(Eventually.PATIENCE).isEqualTo("b-1");
                });
    }

    @Test
    void itGoesOnAfterTheContextWasStoppedAndStartedAgain() {
        var arrived = new CompletableFuture<String>();
        service.withBean(EventTransport.class, () -> new InMemoryTransport(Catalogue.load()))
                .withBean(Subscriptions.class, () -> table(arrived))
                .run(context -> {
                    // As Spring's test framework does with contexts that it keeps for later.
                    context.stop();
                    assertThat(context.getBean(Messaging.class).isConsuming()).isFalse();
                    assertThat(context.getBean(Relay.class).isRunning()).isFalse();
                    context.start();
                    assertThat(context.getBean(Relay.class).isRunning()).isTrue();
                    send(context.getBean(EventWriter.class), context.getBean(EventTransport.class));
                    assertThat(arrived).succeedsWithin(Eventually.PATIENCE).isEqualTo("b-1");
                });
    }

    @Test
    void kafkaIsFoundByBootsOwnPropertiesAndTopicsAreCreated(@TempDir Path folder) {
        try (EmbeddedKafka broker = EmbeddedKafka.in(folder, 0).start()) {
            var arrived = new CompletableFuture<String>();
            service.withPropertyValues(
                            "spring.kafka.bootstrap-servers=" + broker.bootstrap(),
                            "holdfast.messaging.sweep-interval=2s",
                            "holdfast.messaging.instance-id=scheduler-0")
                    .withBean(Subscriptions.class, () -> table(arrived))
                    .run(context -> {
                        assertThat(context).hasSingleBean(KafkaTransport.class);
                        var settings = context.getBean(MessagingSettings.class);
                        assertThat(settings.instanceId()).isEqualTo("scheduler-0");
                        assertThat(settings.sweepInterval()).isEqualTo(Duration.ofSeconds(2));
                        Messaging messaging = context.getBean(Messaging.class);
                        await().until(messaging::isConsuming);
                        send(context.getBean(EventWriter.class), context.getBean(EventTransport.class));
                        assertThat(arrived).succeedsWithin(Eventually.PATIENCE).isEqualTo("b-1");
                    });
        }
    }

    @Test
    @Timeout(300)
    void aServiceStartsWhileTheBrokerIsAwayAndIsNotReadyAndStops() {
        service.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1")
                .withBean(Subscriptions.class, () -> table(new CompletableFuture<>()))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Messaging.class).isConsuming()).isFalse();
                });
    }

    @Test
    void anInstanceIdFromAnEmptyEnvironmentVariableIsNone() {
        service.withPropertyValues("holdfast.messaging.instance-id=")
                .withBean(EventTransport.class, () -> new InMemoryTransport(Catalogue.load()))
                .withBean(Subscriptions.class, () -> table(new CompletableFuture<>()))
                .run(context -> assertThat(context.getBean(MessagingSettings.class).instanceId()).isNull());
    }

    private static Subscriptions table(CompletableFuture<String> arrived) {
        return Subscriptions.of("scheduler-service")
                .on("hold.timed-out.v1", Body.class, event -> arrived.complete(event.body().bookingId()));
    }

    private static void send(EventWriter writer, EventTransport transport) {
        Outbox outbox = writer.append(
                Outbox.EMPTY, "demo", List.of(new WireEvent("hold.timed-out.v1", "b-1", Map.of("bookingId", "b-1"))));
        transport.send(outbox.unsent().getFirst()).join();
    }
}
