package io.holdfast.messaging.mongo;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.MessagingMetrics;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.UnwritableEvent;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Many aggregates that decide at once, on a real document server. */
class AggregatesTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final int BELLS = 20;

    /** Rings once. */
    record Bell(String id, boolean rung) {

        Decision<Bell, String> ring() {
            return rung ? Decision.unchanged(this, "it has rung") : Decision.changed(new Bell(id, true), "hold.timed-out.v1");
        }

        Decision<Bell, String> ringWrongly() {
            return Decision.changed(new Bell(id, true), "slot.lost.v1");
        }
    }

    @org.springframework.data.mongodb.core.mapping.Document("bells")
    record BellDocument(@Id String id, @Version @Nullable Long version, boolean rung, Outbox outbox) implements OutboxDocument {}

    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE);
    private final List<String> ids = IntStream.range(0, BELLS).mapToObj(i -> "bell-" + i).toList();
    private final List<String> hooked = new ArrayList<>();
    private MongoClient client;
    private MongoTemplate mongo;
    private Relay relay;
    private Aggregates<Bell, String, BellDocument> bells;

    @BeforeEach
    void hang() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
        String database = "aggregates-" + UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
        relay = new Relay(transport, Clock.systemUTC(), Duration.ofHours(1), Duration.ofHours(1), MessagingMetrics.none());
        relay.start();
        bells = new Aggregates<>(
                mongo,
                relay,
                new EventWriter("scheduler-service", Clock.systemUTC(), CATALOGUE),
                BellDocument.class,
                new AggregateMapping<>(
                        stored -> new Bell(stored.id(), stored.rung()),
                        (bell, loaded, outbox) ->
                                new BellDocument(bell.id(), loaded == null ? null : loaded.version(), bell.rung(), outbox),
                        bell -> "demo",
                        (bell, type) -> new WireEvent(type, bell.id(), Map.of("bookingId", bell.id()))));
        ids.forEach(id -> bells.add(Decision.changed(new Bell(id, false))));
        bells.afterCommit((decided, stored) -> hooked.add(stored.id() + " " + stored.version()));
    }

    @AfterEach
    void takeDown() {
        relay.close();
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void allAreStoredWithTheirEventsAndTold() {
        assertThat(bells.decideTogether(ids, Bell::ring)).isEmpty();

        assertThat(stored()).hasSize(BELLS).allSatisfy(bell -> {
            assertThat(bell.rung()).isTrue();
            assertThat(bell.version()).isEqualTo(1);
            assertThat(bell.outbox().lastSequence()).isEqualTo(1);
        });
        assertThat(hooked).hasSize(BELLS).contains("bell-7 1");
        await().untilAsserted(() -> assertThat(transport.published())
                .extracting(OutboxEntry::key)
                .containsExactlyInAnyOrderElementsOf(ids));
    }

    @Test
    void whatWasSentIsTakenOutByTheNextWriteOfItsDocument() {
        bells.decide("bell-1", Bell::ring);
        BellDocument rung = bells.findDocument("bell-1").orElseThrow();
        await().until(() -> relay.withoutSent(rung.outbox()).unsent().isEmpty());
        assertThat(rung.outbox().unsent()).as("nothing takes it out by itself for an hour").hasSize(1);

        bells.decide("bell-1", bell -> new Bell(bell.id(), false).ring());

        assertThat(bells.findDocument("bell-1").orElseThrow().outbox().unsent()).extracting(OutboxEntry::sequence).containsExactly(2L);
    }

    @Test
    void thoseThatAreNotThereOrHaveNothingToDecideAreLeftOut() {
        bells.decide("bell-1", Bell::ring);

        assertThat(bells.decideTogether(List.of("bell-1", "bell-2", "nobody"), Bell::ring)).isEmpty();
        assertThat(bells.decideTogether(List.of("nobody"), Bell::ring)).isEmpty();

        assertThat(stored()).filteredOn(BellDocument::rung).extracting(BellDocument::id)
                .containsExactlyInAnyOrder("bell-1", "bell-2");
    }

    @Test
    void whenSomebodyIsFasterWithOneEachRingsOnceAllTheSame() {
        Function<Bell, Decision<Bell, String>> whileAnotherRings = bell -> {
            if (bell.id().equals("bell-3") && !bell.rung()) {
                bells.decide("bell-3", Bell::ring);
            }
            return bell.ring();
        };

        assertThat(bells.decideTogether(ids, whileAnotherRings)).isEmpty();

        assertThat(hooked).hasSize(BELLS).doesNotHaveDuplicates();
        assertThat(stored()).allSatisfy(bell -> {
            assertThat(bell.rung()).as(bell.id()).isTrue();
            assertThat(bell.outbox().lastSequence()).as(bell.id()).isEqualTo(1);
        });
        await().untilAsserted(() -> assertThat(transport.published())
                .extracting(OutboxEntry::eventId)
                .doesNotHaveDuplicates()
                .hasSize(BELLS));
    }

    @Test
    void oneWhoseEventCannotBeMadeKeepsNoOtherBack() {
        Function<Bell, Decision<Bell, String>> oneIsWrong = bell ->
                bell.id().equals("bell-3") ? bell.ringWrongly() : bell.ring();

        assertThat(bells.decideTogether(ids, oneIsWrong)).containsExactly("bell-3");

        assertThat(stored()).filteredOn(bell -> !bell.rung()).extracting(BellDocument::id).containsExactly("bell-3");
        assertThatThrownBy(() -> bells.decide("bell-3", Bell::ringWrongly)).isInstanceOf(UnwritableEvent.class);
    }

    private List<BellDocument> stored() {
        return ids.stream().map(id -> bells.findDocument(id).orElseThrow()).toList();
    }
}
