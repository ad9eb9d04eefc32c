package io.holdfast.defaults.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DueWorkFactoryTest {

    private static final Duration NEVER_AGAIN = Duration.ofDays(1);

    record Alarm(String id, @Nullable Instant at) {}

    @Document("alarms")
    record AlarmDocument(@Id String id, @Version @Nullable Long version, @Nullable Instant dueAt, Outbox outbox)
            implements OutboxDocument {

        static AlarmDocument of(Alarm alarm, @Nullable AlarmDocument loaded, Outbox outbox) {
            return new AlarmDocument(alarm.id(), loaded == null ? null : loaded.version(), alarm.at(), outbox);
        }

        Alarm toDomain() {
            return new Alarm(id, dueAt);
        }
    }

    private final Clock clock = Clock.systemUTC();
    private final MongoClient client = MongoClients.create(Infrastructure.forTests().mongodbUri());
    private final MongoTemplate mongo = new MongoTemplate(client, "work-" + UUID.randomUUID().toString().substring(0, 8));
    private final Relay relay = new Relay(new InMemoryTransport(Catalogue.load()), clock, Duration.ofHours(1));
    private final Aggregates<Alarm, WireEvent, AlarmDocument> alarms =
            new AggregateFactory(mongo, relay, new EventWriter("scheduler-service", clock, Catalogue.load()))
                    .of(AlarmDocument.class, new AggregateMapping<>(
                            AlarmDocument::toDomain, AlarmDocument::of, alarm -> "demo", (alarm, event) -> event));
    private final List<String> rang = new CopyOnWriteArrayList<>();
    private final DueWorkFactory factory = new DueWorkFactory(clock, mongo, new SimpleMeterRegistry());

    @BeforeEach
    void declareIndex() {
        mongo.indexOps(AlarmDocument.class).createIndex(new Index().on("dueAt", Sort.Direction.ASC).sparse());
    }

    @AfterEach
    void drop() {
        relay.close();
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void whatAWriteMakesDueIsDoneWithoutAnotherLookIntoTheStore() {
        // Of the second one nobody is told, so that only a look could find it.
        DueWork work = factory.named("alarms", NEVER_AGAIN, 2)
                .of(alarms, "dueAt", alarm -> alarm.id().equals("untold") ? null : alarm.at(), rang::add);
        mongo.insert(new AlarmDocument("left", null, clock.instant(), Outbox.EMPTY));
        work.start();
        try {
            await().until(() -> rang.contains("left"));
            alarms.add(Decision.changed(new Alarm("untold", clock.instant())));
            alarms.add(Decision.changed(new Alarm("none", null)));
            alarms.add(Decision.changed(new Alarm("told", clock.instant().plusMillis(50))));
            await().until(() -> rang.contains("told"));
            assertThat(rang).containsExactly("left", "told");
        } finally {
            work.stop();
        }
    }

    @Test
    void whatNobodyWasToldOfIsFoundByTheLook() {
        DueWork work = factory.named("alarms", NEVER_AGAIN, 2).of(AlarmDocument.class, "dueAt", rang::add);
        mongo.insert(new AlarmDocument("left", null, clock.instant(), Outbox.EMPTY));
        work.tick();
        assertThat(rang).containsExactly("left");
    }
}
