package io.holdfast.notification.webhooks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import io.holdfast.embedded.Servers;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.notification.NotificationService;
import io.holdfast.notification.OtherServices;
import io.holdfast.notification.TenantId;
import io.holdfast.servicetest.Contracts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.InTurn;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL after a receiver has taken an event and before that is noted: it comes again under the same id, and everything comes
 * in order. The service is a process of its own on a real broker and store.
 */
@InTurn(2)
class KilledWhileDeliveringTest {

    private static final int EVENTS = 60;
    private static final int BOOKINGS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final TenantId TENANT = new TenantId("hooks-" + RUN);

    private final Servers servers = Infrastructure.forTests();
    private final Receiver receiver = Receiver.start();

    @Test
    void whatWasTakenAndNotNotedComesAgainUnderTheSameId() throws Exception {
        ChildProcess service = start(Duration.ZERO);
        var held = new CountDownLatch(1);
        var taken = new AtomicInteger();
        // It takes some and answers the others only when the service is dead.
        receiver.answer(received -> {
            if (taken.incrementAndGet() > EVENTS / 4) {
                await(held);
            }
            return 200;
        });
        try (MongoClient client = MongoClients.create(servers.mongodbUri()); var kafka = OtherServices.producer(servers)) {
            var mongo = new MongoTemplate(client, database());
            mongo.insert(WebhookDocument.of(
                    Webhook.create("w-1", TENANT, new Webhook.Target(receiver.origin() + "/", List.of("*"), ""), true, 0, Instant.now()),
                    null, "hash"));
            var sent = new LinkedHashMap<String, List<String>>();
            for (int i = 0; i < EVENTS; i++) {
                String booking = "b-" + RUN + "-" + i % BOOKINGS;
                sent.computeIfAbsent(booking, each -> new ArrayList<>()).add(send(kafka, booking));
            }
            kafka.flush();
            Eventually.see("some wait for an answer", PATIENCE, taken::get, asked -> asked > EVENTS / 4);
            service.killHard();
            held.countDown();
            // By a clock that is ahead, so that the dead one's claim has ended.
            service = start(Webhook.CLAIM.plusSeconds(10));
            Eventually.see("all are taken", PATIENCE, () -> new HashSet<>(receiver.idsTaken()).size(), ids -> ids == EVENTS);
            Eventually.see("that is noted", PATIENCE,
                    () -> mongo.findById("w-1", WebhookDocument.class), stored -> stored != null && stored.webhook().position() == EVENTS);

            assertThat(receiver.idsTaken()).as("some came twice").hasSizeGreaterThan(EVENTS);
            sent.forEach((booking, ids) -> assertThat(receiver.taken().stream()
                            .filter(received -> received.subject().equals(booking))
                            .map(Receiver.Received::id)
                            .distinct())
                    .containsExactlyElementsOf(ids));
            System.out.printf("%d events, %d requests were taken%n", EVENTS, receiver.taken().size());
        } finally {
            held.countDown();
            service.killHard();
            receiver.close();
            try (MongoClient store = MongoClients.create(servers.mongodbUri())) {
                store.getDatabase(database()).drop();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String database() {
        return "hooks-" + RUN + "-notification-service";
    }

    private ChildProcess start(Duration ahead) {
        var builder = ChildProcess.of("notification-service", Jvm.command(NotificationService.class))
                .logTo(Path.of("target", "killed-while-delivering.log"));
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "PORT", Integer.toString(FreePorts.next()),
                "HOLDFAST_MONGODB_URI", servers.mongodbUri(),
                "HOLDFAST_DATABASE_PREFIX", "hooks-" + RUN + "-",
                "HOLDFAST_KAFKA", servers.kafkaBootstrap(),
                "HOLDFAST_REDIS_URI", "false",
                "HOLDFAST_INSTANCE_ID", "hooks-" + RUN,
                "HOLDFAST_CLOCK_OFFSET", ahead.toString(),
                "HOLDFAST_WEBHOOKS_ALLOWED", receiver.origin(),
                "HOLDFAST_NOTIFICATIONS_SANDBOX", "true"));
        environment.forEach(builder::environment);
        return builder.start();
    }

    private static String send(KafkaProducer<String, byte[]> kafka, String bookingId) {
        String type = "booking.paid.v1";
        var event = new OutboxEntry(
                UUID.randomUUID().toString(), type, "booking-service", bookingId, TENANT.value(),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS), 1, "a-test", null, null, null,
                JsonMapper.shared().writeValueAsString(Contracts.body(type, "bookingId", bookingId)));
        var record = new ProducerRecord<>(
                Contracts.CATALOGUE.topicOf(type).name(), event.key(), CloudEvents.bodyOf(event));
        CloudEvents.headersOf(event).forEach((name, value) ->
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record);
        return event.eventId();
    }
}
