package io.holdfast.messaging.mongo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.OutboxSource;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DocumentsTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    @org.springframework.data.mongodb.core.mapping.Document("notes")
    record Note(@Id String id, @Version @Nullable Long version, String text, Outbox outbox) implements OutboxDocument {}

    private final EventWriter writer = new EventWriter("scheduler-service", Clock.systemUTC(), CATALOGUE);
    private MongoClient client;
    private MongoTemplate mongo;
    private Relay relay;
    private Documents<Note> notes;

    @BeforeEach
    void connect() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
        String database = "documents-" + UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
        var away = new InMemoryTransport(CATALOGUE);
        away.goAway();
        relay = new Relay(away, Clock.systemUTC(), Duration.ofHours(1));
        notes = new Documents<>(mongo, relay, Note.class);
    }

    @AfterEach
    void disconnect() {
        relay.close();
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void whoLoadedAnOlderVersionCannotOverwriteANewerOne() {
        Note first = notes.save(new Note("n", null, "one", Outbox.EMPTY));
        notes.save(new Note("n", first.version(), "two", Outbox.EMPTY));
        assertThatThrownBy(() -> notes.save(new Note("n", first.version(), "three", Outbox.EMPTY)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(notes.find("n")).hasValueSatisfying(note -> assertThat(note.text()).isEqualTo("two"));
    }

    @Test
    void whoInsertsSecondIsToldSo() {
        notes.save(new Note("n", null, "one", Outbox.EMPTY));
        assertThatThrownBy(() -> notes.save(new Note("n", null, "two", Outbox.EMPTY)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void envelopesSurviveStorage() {
        Outbox outbox = events("n", 2);
        notes.save(new Note("n", null, "one", outbox));
        assertThat(notes.find("n").orElseThrow().outbox()).isEqualTo(outbox);
    }

    @Test
    void onlyDocumentsWithEventsFromBeforeTheCutoffAreFound() {
        notes.save(new Note("without", null, "", Outbox.EMPTY));
        notes.save(new Note("with", null, "", events("with", 2)));
        assertThat(notes.findUnsent(LATER, 10)).singleElement().satisfies(pending -> {
            assertThat(pending.documentId()).isEqualTo("with");
            assertThat(pending.unsent()).extracting(OutboxEntry::sequence).containsExactly(1L, 2L);
        });
        assertThat(notes.findUnsent(Instant.EPOCH, 10)).isEmpty();
        assertThat(notes.findUnsent(LATER, 1)).hasSize(1);
    }

    @Test
    void aDocumentWhoseOutboxCannotBeReadDoesNotHideTheOthers() {
        mongo.getCollection("notes").insertOne(new Document("_id", "broken").append(
                "outbox", new Document("lastSequence", 1L).append(
                        "unsent", List.of(new Document("at", Instant.EPOCH).append("sequence", "many")))));
        notes.save(new Note("sound", null, "", events("sound", 1)));
        assertThat(notes.findUnsent(LATER, 10)).extracting(OutboxSource.Pending::documentId).containsExactly("sound");
    }

    @Test
    void exactlyTheNamedEventsAreTakenOut() {
        Note one = notes.save(new Note("one", null, "", events("one", 3)));
        Note two = notes.save(new Note("two", null, "", events("two", 1)));
        notes.remove(Map.of(
                "one", List.of(one.outbox().unsent().get(0).eventId(), one.outbox().unsent().get(2).eventId()),
                "two", List.of("unknown")));
        assertThat(notes.find("one").orElseThrow().outbox().unsent()).extracting(OutboxEntry::sequence).containsExactly(2L);
        assertThat(notes.find("two").orElseThrow()).isEqualTo(two);
    }

    /** A second unique index would halve the rate of writes: every server finds a version by its {@code _id}. */
    @Test
    void versionedSavesNeedNoIndexOfTheirOwn() {
        var keys = new ArrayList<Document>();
        mongo.getCollection("notes").listIndexes().forEach(index -> keys.add(index.get("key", Document.class)));
        assertThat(keys).contains(new Document("_id", 1), new Document("outbox.unsent.at", 1)).hasSize(2);
    }

    private Outbox events(String key, int count) {
        Outbox outbox = Outbox.EMPTY;
        for (int i = 0; i < count; i++) {
            outbox = writer.append(outbox, "demo", List.of(new WireEvent("hold.timed-out.v1", key, Map.of("bookingId", key))));
        }
        return outbox;
    }
}
