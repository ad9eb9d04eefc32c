package io.holdfast.messaging.mongo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.WireEvent;
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
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What Holdfast asks of a document server, and nothing more: run it against yours before you trust it with bookings
 * ({@code HOLDFAST_MONGODB_URI}). Several servers that speak MongoDB's protocol lose a versioned replace under
 * contention, and then two clients get one slot.
 */
class DocumentServerCompatibilityTest {

    private static final int WRITERS = 16;
    private static final int WRITES_EACH = 25;

    @org.springframework.data.mongodb.core.mapping.Document("days")
    record Day(@Id String id, @Version @Nullable Long version, List<String> taken, Instant at, Outbox outbox) {}

    private MongoClient client;
    private MongoTemplate mongo;

    @BeforeEach
    void connect() {
        client = MongoClients.create(Infrastructure.forTests().mongodbUri());
        String database = "compatibility-" + UUID.randomUUID().toString().substring(0, 8);
        mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
    }

    @AfterEach
    void disconnect() {
        mongo.getDb().drop();
        client.close();
    }

    @Test
    void ofSeveralReplacesOfOneVersionExactlyOneWins() throws Exception {
        mongo.insert(day("d"));
        var won = new AtomicInteger();

        everyWriter(writer -> {
            for (int i = 0; i < WRITES_EACH; i++) {
                Day seen = mongo.findById("d", Day.class);
                try {
                    mongo.save(with(seen, writer + "." + i));
                    won.incrementAndGet();
                } catch (OptimisticLockingFailureException lost) {
                    i--;
                }
            }
            return null;
        });

        Day end = mongo.findById("d", Day.class);
        assertThat(won).hasValue(WRITERS * WRITES_EACH);
        assertThat(end.version()).isEqualTo(WRITERS * WRITES_EACH);
        assertThat(new HashSet<>(end.taken())).hasSize(WRITERS * WRITES_EACH);
    }

    @Test
    void ofSeveralInsertsOfOneIdExactlyOneWins() throws Exception {
        var won = new AtomicInteger();
        var told = new AtomicInteger();

        everyWriter(writer -> {
            for (int i = 0; i < WRITES_EACH; i++) {
                try {
                    mongo.insert(day("d-" + i));
                    won.incrementAndGet();
                } catch (DuplicateKeyException second) {
                    told.incrementAndGet();
                }
            }
            return null;
        });

        assertThat(won).hasValue(WRITES_EACH);
        assertThat(told).hasValue((WRITERS - 1) * WRITES_EACH);
    }

    @Test
    void numbersFromACounterAreGivenOnce() throws Exception {
        mongo.insert(new Document("_id", "counter").append("last", 0L), "counters");
        List<Long> numbers = everyWriter(writer -> IntStream.range(0, WRITES_EACH)
                        .mapToObj(i -> mongo.findAndModify(
                                        new Query(Criteria.where("_id").is("counter")),
                                        new Update().inc("last", 1L),
                                        FindAndModifyOptions.options().returnNew(true),
                                        Document.class,
                                        "counters")
                                .getLong("last"))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(numbers).hasSize(WRITERS * WRITES_EACH).doesNotHaveDuplicates();
    }

    @Test
    void aSparseUniqueIndexLetsDocumentsWithoutTheFieldBe() {
        mongo.indexOps("sparse").createIndex(new Index("key", Sort.Direction.ASC).unique().sparse());
        mongo.insert(new Document("_id", 1), "sparse");
        mongo.insert(new Document("_id", 2), "sparse");
        mongo.insert(new Document("_id", 3).append("key", "k"), "sparse");

        assertThatThrownBy(() -> mongo.insert(new Document("_id", 4).append("key", "k"), "sparse"))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(mongo.getCollection("sparse").countDocuments()).isEqualTo(3);
    }

    @Test
    void sentEventsAreTakenOutByNameWithoutTouchingTheRest() {
        var writer = new EventWriter("scheduler-service", Clock.systemUTC(), Catalogue.load());
        Outbox outbox = writer.append(Outbox.EMPTY, "demo", List.of(event("b-1"), event("b-2"), event("b-3")));
        mongo.insert(new Day("d", null, List.of("x"), Instant.EPOCH, outbox));
        String first = outbox.unsent().getFirst().eventId();

        mongo.updateFirst(
                new Query(Criteria.where("_id").is("d")),
                new Update().pull("outbox.unsent", Query.query(Criteria.where("eventId").in(List.of(first)))),
                "days");

        Day left = mongo.findById("d", Day.class);
        assertThat(left.outbox().unsent()).extracting(OutboxEntry::eventId)
                .containsExactlyElementsOf(outbox.unsent().stream().skip(1).map(OutboxEntry::eventId).toList());
        assertThat(left.version()).isZero();
    }

    @Test
    void documentsAreFoundByIdsByRangesInOrderAndPageByPage() {
        Instant noon = Instant.parse("2026-12-01T12:00:00.123Z");
        mongo.indexOps(Day.class).createIndex(new Index().on("at", Sort.Direction.ASC));
        IntStream.range(0, 30).forEach(i -> mongo.insert(
                new Day("pro:" + i, null, List.of(), noon.plus(Duration.ofMinutes(i)), Outbox.EMPTY)));

        assertThat(mongo.find(new Query(Criteria.where("_id").in("pro:3", "pro:7", "pro:99")), Day.class))
                .extracting(Day::id)
                .containsExactlyInAnyOrder("pro:3", "pro:7");
        var range = Criteria.where("at").gte(noon.plus(Duration.ofMinutes(10))).lt(noon.plus(Duration.ofMinutes(20)));
        assertThat(mongo.count(new Query(range), Day.class)).isEqualTo(10);
        assertThat(mongo.find(new Query(range).with(Sort.by("at").descending()).skip(2).limit(3), Day.class))
                .extracting(Day::id)
                .containsExactly("pro:17", "pro:16", "pro:15");
    }

    @Test
    void documentsAreCountedInGroups() {
        mongo.indexOps("states").createIndex(new Index().on("tenantId", Sort.Direction.ASC));
        Stream.of("CONFIRMED", "CONFIRMED", "EXPIRED").forEach(status ->
                mongo.insert(new Document("status", status).append("tenantId", "demo"), "states"));
        mongo.insert(new Document("status", "CONFIRMED").append("tenantId", "other"), "states");

        Map<String, Integer> counted = new TreeMap<>();
        mongo.aggregate(
                        Aggregation.newAggregation(
                                Aggregation.match(Criteria.where("tenantId").is("demo")),
                                Aggregation.group("status").count().as("count")),
                        "states",
                        Document.class)
                .forEach(group -> counted.put(group.getString("_id"), group.getInteger("count")));

        assertThat(counted).isEqualTo(Map.of("CONFIRMED", 2, "EXPIRED", 1));
    }

    private interface Write<T> {
        T by(int writer) throws Exception;
    }

    private static <T> List<T> everyWriter(Write<T> write) throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Callable<T>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writes.add(() -> write.by(writer));
            }
            var results = new ArrayList<T>();
            for (Future<T> done : writers.invokeAll(writes)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private static Day day(String id) {
        return new Day(id, null, List.of(), Instant.EPOCH, Outbox.EMPTY);
    }

    private static Day with(Day day, String taken) {
        var all = new ArrayList<>(day.taken());
        all.add(taken);
        return new Day(day.id(), day.version(), all, day.at(), day.outbox());
    }

    private static WireEvent event(String booking) {
        return new WireEvent("hold.timed-out.v1", booking, Map.of("bookingId", booking));
    }
}
