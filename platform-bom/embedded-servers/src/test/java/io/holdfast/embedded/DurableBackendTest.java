package io.holdfast.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.holdfast.embedded.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** What waits for the disk, and what happens when there is no room on it. */
class DurableBackendTest {
    @TempDir
    private Path folder;

    private TestDisk disk;
    private EmbeddedDocumentServer server;
    private MongoClient client;
    private MongoCollection<Document> bookings;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void start() {
        disk = TestDisk.mount();
        server = EmbeddedDocumentServer.on(TestDisk.nameOf(folder.resolve("holdfast.mv.db")), 0, step -> { }, told::add);
        client = MongoClients.create(server.uri() + "/?retryWrites=false&retryReads=false");
        bookings = client.getDatabase("booking").getCollection("bookings");
        bookings.createIndex(Indexes.ascending("status"));
        for (String id : List.of("one", "two", "three")) {
            bookings.insertOne(new Document("_id", id).append("status", "OPEN"));
        }
    }

    @AfterEach
    void stop() {
        disk.letGo();
        client.close();
        server.close();
        disk.close();
        threads.shutdownNow();
    }

    @Test
    void aReadWaitsOnlyForWritesOfWhatItReads() throws Exception {
        disk.hold();
        Future<Boolean> write = threads.submit(answeredWhileHeld(() ->
                bookings.updateOne(Filters.eq("_id", "one"), Updates.set("status", "PAID"))));
        awaitPending();

        assertThat(soon(() -> bookings.find(Filters.eq("_id", "two")).first())).containsEntry("status", "OPEN");
        assertThat(soon(() -> bookings.find(Filters.eq("_id", "four")).first())).isNull();
        assertThat(soon(() -> bookings.countDocuments(Filters.eq("status", "LOST")))).isZero();

        List<Future<Boolean>> waiting = new ArrayList<>();
        waiting.add(threads.submit(answeredWhileHeld(() -> bookings.find(Filters.eq("_id", "one")).first())));
        // It came into this answer…
        waiting.add(threads.submit(answeredWhileHeld(() -> bookings.find(Filters.eq("status", "PAID")).into(new ArrayList<>()))));
        // …and it is missing in these.
        waiting.add(threads.submit(answeredWhileHeld(() -> bookings.find(Filters.eq("status", "OPEN")).into(new ArrayList<>()))));
        waiting.add(threads.submit(answeredWhileHeld(() -> bookings.countDocuments(Filters.eq("status", "OPEN")))));
        waiting.add(threads.submit(answeredWhileHeld(() -> bookings.distinct("status", String.class).into(new ArrayList<>()))));
        assertThat(soon(() -> bookings.find(Filters.eq("_id", "three")).first())).isNotNull();

        disk.letGo();
        assertThat(write.get()).as("the write was answered before it was on disk").isFalse();
        for (Future<Boolean> read : waiting) {
            assertThat(read.get()).as("a read was answered before what it tells was on disk").isFalse();
        }
    }

    @Test
    void aDeletedDocumentIsMissedOnlyOnceThatIsOnDisk() throws Exception {
        disk.hold();
        Future<Boolean> write = threads.submit(answeredWhileHeld(() -> bookings.deleteOne(Filters.eq("_id", "one"))));
        awaitPending();
        Future<Boolean> read = threads.submit(answeredWhileHeld(() -> bookings.find(Filters.eq("_id", "one")).first()));
        assertThat(soon(() -> bookings.find(Filters.eq("_id", "two")).first())).isNotNull();

        disk.letGo();
        assertThat(write.get()).isFalse();
        assertThat(read.get()).isFalse();
    }

    @Test
    void aFullDiskIsToldInOneSentenceAndLosesNothingAcknowledged() {
        List<String> acknowledged = new ArrayList<>();
        disk.leaveRoomFor(200_000);
        String refusal = null;
        for (int number = 0; number < 10_000 && refusal == null; number++) {
            try {
                bookings.insertOne(new Document("_id", "n-" + number).append("notes", "x".repeat(2_000) + number));
                acknowledged.add("n-" + number);
            } catch (MongoException e) {
                refusal = e.getMessage();
            }
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(refusal).as("the first write that did not fit").isNotNull();
        await().until(() -> !told.isEmpty());
        assertThat(told).singleElement().asString()
                .startsWith("The disk is full: ").contains("holdfast.mv.db").doesNotContain("\n");

        stop();
        disk = TestDisk.mount();
        server = EmbeddedDocumentServer.on(TestDisk.nameOf(folder.resolve("holdfast.mv.db")), 0, step -> { }, told::add);
        client = MongoClients.create(server.uri());
        bookings = client.getDatabase("booking").getCollection("bookings");
        assertThat(bookings.find().map(found -> found.getString("_id")).into(new ArrayList<>()))
                .contains("one", "two", "three")
                .containsAll(acknowledged);
    }

    /** Whether the disk had not yet got anything when the answer came. */
    private static Callable<Boolean> answeredWhileHeld(Callable<?> command) {
        return () -> {
            command.call();
            return TestDisk.isHeld();
        };
    }

    /** The write has been made and waits for the disk: another one's document can be read, its own not. */
    private void awaitPending() {
        await().until(server::hasPendingWrites);
    }

    /** Has to be answered while the disk is held. */
    private <T> T soon(Callable<T> command) throws Exception {
        return threads.submit(command).get(2, TimeUnit.MINUTES);
    }
}
