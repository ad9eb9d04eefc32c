package io.holdfast.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventTransport.Consumption;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A relay, a store and an inbox on one transport. Every test has its own database, its own consumer group and its own
 * keys; topics are shared, as in life.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransportFixture {

    public static final Catalogue CATALOGUE = Catalogue.load();
    public static final RetryPolicy QUICK =
            new RetryPolicy(3, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50));

    static final Duration SWEEP = Duration.ofMillis(200);
    static final String TYPE = "booking.start-reached.v1";
    static final String TOPIC = "timers";

    MongoClient client;
    MongoTemplate mongo;
    EventTransport transport;
    final EventWriter writer = new EventWriter("scheduler-service", Clock.systemUTC(), CATALOGUE);
    final List<Relay> relays = new CopyOnWriteArrayList<>();
    final List<Consumption> consumptions = new CopyOnWriteArrayList<>();
    String run;
    Relay relay;
    Documents<Counter> counters;
    Inbox inbox;

    /** A client of the broker, the same for the whole class. */
    protected abstract EventTransport transport();

    public record Reached(String bookingId, int revision) {}

    @org.springframework.data.mongodb.core.mapping.Document("counters")
    public record Counter(@Id String id, @Version @Nullable Long version, int value, Outbox outbox)
            implements OutboxDocument {}

    @BeforeAll
    void connect() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @BeforeEach
    void begin() {
        run = UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, "messaging-" + run));
        transport = transport();
        relay = relay(transport, Clock.systemUTC());
        counters = new Documents<>(mongo, relay, Counter.class);
        inbox = new Inbox();
    }

    @AfterEach
    void end() {
        consumptions.forEach(Consumption::close);
        relays.forEach(Relay::close);
        mongo.getDb().drop();
    }

    Consumption consume(Subscriptions.Handler<Reached> handler) {
        var table = Subscriptions.of("group-" + run).on(TYPE, Reached.class, event -> {
            // The topic is shared with the other tests.
            if (event.key().startsWith(run)) {
                handler.handle(event);
            }
        });
        Consumption consumption = transport.consume(table);
        consumptions.add(consumption);
        return consumption;
    }

    Relay relay(EventTransport transport, Clock clock) {
        var made = new Relay(transport, clock, SWEEP);
        relays.add(made);
        return made;
    }

    String key(int number) {
        return run + "-" + number;
    }

    static WireEvent reached(String key, int revision) {
        return new WireEvent(TYPE, key, Map.of("bookingId", key, "revision", revision));
    }

    Counter withEvents(String key, int events) {
        Outbox outbox = Outbox.EMPTY;
        for (int revision = 1; revision <= events; revision++) {
            outbox = writer.append(outbox, "demo", List.of(reached(key, revision)));
        }
        return new Counter(key, null, events, outbox);
    }

    Counter increment(String id) {
        // Many writers on one document are this suite's doing; they try for longer than a service would.
        while (true) {
            try {
                return OptimisticRetry.decide(() -> {
                    Counter now = counters.find(id).orElseGet(() -> new Counter(id, null, 0, Outbox.EMPTY));
                    int next = now.value() + 1;
                    Outbox outbox = writer.append(now.outbox(), "demo", List.of(reached(id, next)));
                    return counters.save(new Counter(id, now.version(), next, outbox));
                });
            } catch (org.springframework.dao.DataIntegrityViolationException | org.springframework.dao.OptimisticLockingFailureException lostEveryRace) {
                Thread.yield();
            }
        }
    }

    void awaitNothingUnsent() {
        await().untilAsserted(() -> assertThat(mongo.findAll(Counter.class))
                .allSatisfy(counter -> assertThat(counter.outbox().unsent()).isEmpty()));
    }

    /** What reached a handler: revisions by key, in order of arrival. */
    static final class Inbox {

        private final Map<String, List<Integer>> arrived = new ConcurrentHashMap<>();

        void take(ReceivedEvent<Reached> event) {
            arrived.computeIfAbsent(event.key(), k -> new CopyOnWriteArrayList<>()).add(event.body().revision());
        }

        List<Integer> of(String key) {
            return List.copyOf(arrived.getOrDefault(key, List.of()));
        }

        List<String> keys() {
            return List.copyOf(arrived.keySet());
        }

        /** Waits for revisions 1 to {@code last}; a repeated one may come at any time, a new one only in its turn. */
        void awaitInOrder(String key, int last) {
            await().pollInterval(Duration.ofMillis(10)).untilAsserted(() -> assertThat(of(key)).contains(last));
            assertThat(new LinkedHashSet<>(of(key)))
                    .as("events of %s, repeated ones left out", key)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, last).boxed().toList());
        }
    }
}
