package io.holdfast.notification.feed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

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
 * SIGKILL of one of two instances while both append to one feed, as processes of their own on a real broker and store: who
 * reads meanwhile gets each event once and in its place.
 */
@InTurn(1)
class KilledWhileAppendingTest {

    private static final int EVENTS = Integer.getInteger("holdfast.feed-events", 1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(180).plusMillis(10L * EVENTS);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    // The topics are shared with other tests.
    private static final TenantId TENANT = new TenantId("feed-" + RUN);

    private final Servers servers = Infrastructure.forTests();

    @Test
    void whoReadsMeanwhileMissesNothing() throws Exception {
        ChildProcess one = start("one");
        ChildProcess two = start("two");
        try (MongoClient client = MongoClients.create(servers.mongodbUri());
                var kafka = OtherServices.producer(servers);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var mongo = new MongoTemplate(client, database());
            var feed = new Feed(mongo);
            var ends = new AtomicBoolean();
            Future<List<Long>> reader = threads.submit(() -> {
                // Its indexes are declared by the instances.
                Eventually.see("somebody appends", PATIENCE, () -> mongo.collectionExists("feed_events"), there -> there);
                return FeedTest.follow(feed, TENANT, ends);
            });
            var sent = new ArrayList<String>();
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    sent.add(send(kafka, "b-" + RUN + "-" + i % 100));
                }
                kafka.flush();
            });
            try {
                Eventually.see("a part is appended", PATIENCE, () -> feed.end(TENANT), end -> end >= EVENTS / 4);
                one.killHard();
                writer.get();
                Eventually.see("all are appended", PATIENCE, () -> feed.end(TENANT), end -> end >= EVENTS);
            } finally {
                // Else the reader would be waited for when this has failed.
                ends.set(true);
            }

            assertThat(reader.get()).containsExactlyElementsOf(LongStream.rangeClosed(1, EVENTS).boxed().toList());
            assertThat(feed.at(TENANT, LongStream.rangeClosed(1, EVENTS).boxed().toList()))
                    .extracting(FeedEvent::id).containsExactlyInAnyOrderElementsOf(sent);
        } finally {
            one.killHard();
            two.killHard();
            try (MongoClient store = MongoClients.create(servers.mongodbUri())) {
                store.getDatabase(database()).drop();
            }
        }
    }

    private static String database() {
        return "feed-" + RUN + "-notification-service";
    }

    private ChildProcess start(String name) {
        var builder = ChildProcess.of("notification-service", Jvm.command(NotificationService.class))
                .logTo(Path.of("target", "killed-while-appending-" + name + ".log"));
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "PORT", Integer.toString(FreePorts.next()),
                "HOLDFAST_MONGODB_URI", servers.mongodbUri(),
                "HOLDFAST_DATABASE_PREFIX", "feed-" + RUN + "-",
                "HOLDFAST_KAFKA", servers.kafkaBootstrap(),
                "HOLDFAST_REDIS_URI", "false",
                "HOLDFAST_NOTIFICATIONS_SANDBOX", "true"));
        environment.forEach(builder::environment);
        return builder.start();
    }

    private static String send(KafkaProducer<String, byte[]> kafka, String bookingId) {
        String type = "booking.paid.v1";
        var event = new OutboxEntry(
                UUID.randomUUID().toString(), type, "booking-service", bookingId, TENANT.value(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), 1, "a-test", null, null, null,
                JsonMapper.shared().writeValueAsString(Contracts.body(type, "bookingId", bookingId)));
        var record = new ProducerRecord<>(
                Contracts.CATALOGUE.topicOf(type).name(), event.key(), CloudEvents.bodyOf(event));
        CloudEvents.headersOf(event).forEach((name, value) ->
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record);
        return event.eventId();
    }
}
