package io.holdfast.availability;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.holdfast.contracts.Catalogue;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.CloudEvents;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.bson.Document;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;

import static org.awaitility.Awaitility.await;

/** The whole service alone: real HTTP, a real document server, events in memory, a clock that stands still. */
public final class RunningService implements AutoCloseable {

    /** A Monday, 08:30 in India. */
    public static final Instant MONDAY = Instant.parse("2026-11-23T03:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final TestClock clock = new TestClock(MONDAY);
    public final InMemoryTransport transport = new InMemoryTransport(Catalogue.load());
    private final ConfigurableApplicationContext context;
    private final AtomicLong sequence = new AtomicLong();

    private final String database;

    public RunningService() {
        this("availability-" + UUID.randomUUID());
    }

    private RunningService(String database) {
        this.database = database;
        context = HoldfastService.named(AvailabilityService.class, "availability-service")
                .initializers(started -> {
                    var beans = (GenericApplicationContext) started;
                    beans.registerBean(Clock.class, () -> clock);
                    beans.registerBean(InMemoryTransport.class, () -> transport);
                })
                .run(
                        "--server.port=0",
                        "--holdfast.redis.uri=false",
                        "--spring.mongodb.uri=" + Infrastructure.forTests().mongodbUri(),
                        "--spring.mongodb.database=" + database);
    }

    /** Another instance over the same store, which is all that instances have in common. */
    public RunningService besides() {
        return new RunningService(database);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String address() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    public MongoOperations mongo() {
        return context.getBean(MongoOperations.class);
    }

    /** An event of another service, now. */
    public OutboxEntry event(String type, String key, String body) {
        return event("demo", type, key, body, sequence.incrementAndGet());
    }

    public OutboxEntry event(String tenant, String type, String key, String body, long position) {
        String source = Catalogue.load().topicOf(type).producer();
        return new OutboxEntry(
                UUID.randomUUID().toString(), type, source, key, tenant, clock.instant(), position, "test", null, null, body);
    }

    public void send(String type, String key, String body) {
        transport.send(event(type, key, body));
    }

    /** Puts bytes on a topic that look like an event and are none. */
    public void sendPoison(String type, String key, String body) {
        Map<String, String> headers = new HashMap<>(CloudEvents.headersOf(event(type, key, "{}")));
        transport.deliver(
                Catalogue.load().topicOf(type).name(), headers, key, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The seeded people and offerings that the tests use; returns once they are known. */
    public void seed() {
        send("offering.published.v1", "consultation-60", Bodies.offering("consultation-60", 1));
        send("offering.published.v1", "group-yoga", Bodies.offering("group-yoga", 3));
        send("offering.published.v1", "lecture", Bodies.offering("lecture", 200));
        send("professional.registered.v1", "dr-sarah-khan", Bodies.professional("dr-sarah-khan", true));
        await().atMost(PATIENCE).until(() -> documents("offerings").size() == 3 && documents("professionals").size() == 1);
    }

    public List<Document> documents(String collection) {
        return mongo().findAll(Document.class, collection);
    }

    /** The answers given to one booking, in order, as soon as there are {@code count}. */
    public List<OutboxEntry> answers(String bookingId, int count) {
        await().atMost(PATIENCE).until(() -> answers(bookingId).size() >= count);
        return answers(bookingId);
    }

    public List<OutboxEntry> answers(String bookingId) {
        return transport.published().stream()
                .filter(event -> event.type().startsWith("slot.") && event.key().equals(bookingId))
                .toList();
    }

    /** The types of the answers given to one booking, in order, as soon as there are {@code count}. */
    public List<String> answered(String bookingId, int count) {
        return answers(bookingId, count).stream().map(OutboxEntry::type).toList();
    }

    /** Returns once everything sent before for this key has been handled: its own request is answered by then. */
    public void settled(String key) {
        String marker = "marker-" + UUID.randomUUID();
        while (Math.floorMod(marker.hashCode(), 4) != Math.floorMod(key.hashCode(), 4)) {
            marker = "marker-" + UUID.randomUUID();
        }
        send("booking.requested.v1", marker, Bodies.requested(marker, "consultation-60", "2026-12-06T04:30:00Z"));
        answers(marker, 1);
    }

    @Override
    public void close() {
        context.close();
    }
}
