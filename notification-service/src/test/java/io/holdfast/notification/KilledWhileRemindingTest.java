package io.holdfast.notification;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.FreePorts;
import io.holdfast.embedded.Jvm;
import io.holdfast.embedded.ReceivedMail;
import io.holdfast.embedded.Servers;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.Contracts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.Eventually;
import io.holdfast.testsupport.scenario.HoldfastApi;
import io.holdfast.testsupport.scenario.InTurn;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL in the middle of many reminders: each of them is in the mailbox, once. A few by default; as many as
 * {@code -Dholdfast.reminders=2000} says. The service is a process of its own on a real broker, store and SMTP server.
 */
@InTurn(0)
class KilledWhileRemindingTest {

    private static final int BOOKINGS = Integer.getInteger("holdfast.reminders", 60);
    private static final Duration PATIENCE = Duration.ofSeconds(180).plusMillis(100L * BOOKINGS);
    private static final Instant START = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final Mailbox mailbox = new Mailbox(Clock.systemUTC());
    private final Servers servers = Infrastructure.forTests();
    private final int port = FreePorts.next();

    @Test
    void eachReminderArrivesOnceAlthoughTheServiceWasKilledInTheMiddle() throws Exception {
        List<String> bookings = IntStream.range(0, BOOKINGS).mapToObj(i -> "b-" + RUN + "-" + i).toList();
        ChildProcess service = start(Duration.ZERO);
        try (var kafka = OtherServices.producer(servers)) {
            awaitReady();
            send(kafka, "professional.registered.v1", "sarah-" + RUN, "professionalId", "sarah-" + RUN,
                    "email", "sarah@example.com", "zone", "Asia/Kolkata");
            for (String id : bookings) {
                send(kafka, "booking.confirmed.v1", id, "bookingId", id, "client.email", id + "@example.com",
                        "professional.id", "sarah-" + RUN, "start", START, "end", START.plusSeconds(3_600));
            }
            Eventually.see("all are confirmed", PATIENCE, () -> mailbox.store.mails().size(), sent -> sent == 3 * BOOKINGS);

            mailbox.waitAfter(BOOKINGS);
            for (String id : bookings) {
                send(kafka, "reminder.due.v1", id, "bookingId", id, "dueAt", Instant.now(), "lead", "PT24H");
            }
            Eventually.see("half are reminded", PATIENCE, () -> mailbox.store.mails().size(), sent -> sent == 4 * BOOKINGS);
            service.killHard();
            // What it had handed over and the server had not answered arrives now, and nobody has recorded it.
            mailbox.goOn();
            // By a clock that is ahead, so that the dead one's claims have ended.
            service = start(Delivery.CLAIM.plusSeconds(5));

            Eventually.see("all are reminded", PATIENCE, () -> mailbox.store.mails().size(), sent -> sent == 5 * BOOKINGS);
            Eventually.see("nothing is left to be done", PATIENCE, this::unsettled, List::isEmpty);
            List<ReceivedMail> reminders = mails("Reminder");
            assertThat(reminders.stream().map(ReceivedMail::messageId).distinct()).hasSize(2 * BOOKINGS);
            assertThat(reminders.stream().flatMap(mail -> mail.recipients().stream()).filter(to -> to.startsWith("b-")))
                    .containsExactlyInAnyOrderElementsOf(bookings.stream().map(id -> id + "@example.com").toList());
            // What the kill caught between sending and recording was sent again, under the same Message-ID; the sink keeps one.
            System.out.printf("%d bookings: %d of %d reminders were handed over twice%n",
                    BOOKINGS, mailbox.store.deliveries() - 5 * BOOKINGS, 2 * BOOKINGS);
            assertThat(stored()).hasSize(2 * BOOKINGS);
        } finally {
            service.killHard();
            mailbox.close();
            try (MongoClient store = MongoClients.create(servers.mongodbUri())) {
                store.getDatabase(database()).drop();
            }
        }
    }

    private List<ReceivedMail> mails(String subject) {
        return mailbox.store.mails().stream()
                .filter(mail -> Mailbox.Mail.parse(mail).subject().startsWith(subject))
                .toList();
    }

    private List<String> unsettled() {
        return stored().stream().filter(document -> document.get("dueAt") != null).map(document -> document.getString("_id")).toList();
    }

    private List<Document> stored() {
        try (MongoClient store = MongoClients.create(servers.mongodbUri())) {
            return store.getDatabase(database()).getCollection("notifications").find().into(new ArrayList<>());
        }
    }

    private static String database() {
        return "killed-" + RUN + "-notification-service";
    }

    private ChildProcess start(Duration ahead) {
        var builder = ChildProcess.of("notification-service", Jvm.command(NotificationService.class))
                .logTo(Path.of("target", "killed-while-reminding.log"));
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "PORT", Integer.toString(port),
                "HOLDFAST_MONGODB_URI", servers.mongodbUri(),
                "HOLDFAST_DATABASE_PREFIX", "killed-" + RUN + "-",
                "HOLDFAST_KAFKA", servers.kafkaBootstrap(),
                "HOLDFAST_REDIS_URI", "false",
                // Its partitions wait for it, instead of for the end of the dead one's session.
                "HOLDFAST_INSTANCE_ID", "notification-" + RUN,
                "HOLDFAST_CLOCK_OFFSET", ahead.toString(),
                "HOLDFAST_SMTP_HOST", "127.0.0.1",
                "HOLDFAST_SMTP_PORT", Integer.toString(mailbox.port)));
        environment.forEach(builder::environment);
        return builder.start();
    }

    private void awaitReady() {
        var itself = HoldfastApi.at("http://127.0.0.1:" + port);
        Eventually.see("it is ready", PATIENCE, () -> {
            try {
                return itself.get("/actuator/health/readiness").status();
            } catch (UncheckedIOException e) {
                return 0;
            }
        }, status -> status == 200);
    }

    private static void send(KafkaProducer<String, byte[]> kafka, String type, String key, Object... changes) throws Exception {
        var event = new OutboxEntry(
                UUID.randomUUID().toString(), type, "test", key, "demo", Instant.now().truncatedTo(ChronoUnit.MILLIS), 1, "a-test",
                null, null, null, JsonMapper.shared().writeValueAsString(Contracts.body(type, changes)));
        var record = new ProducerRecord<>(
                Contracts.CATALOGUE.topicOf(type).name(), event.key(), CloudEvents.bodyOf(event));
        CloudEvents.headersOf(event).forEach((name, value) ->
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> sent = kafka.send(record);
        if (type.startsWith("professional")) {
            sent.get();
        }
    }
}
