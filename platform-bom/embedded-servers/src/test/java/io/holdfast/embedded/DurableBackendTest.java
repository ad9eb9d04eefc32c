package io.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.holdfast.embedded.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What waits for the disk, and what happens when there is no room on it. */
class DurableBackendTest {
    private static final Duration OFTEN = Duration.ofMillis(20);
    /** So that all is in the journal, and the file is still while it is copied. */
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private TestDisk disk;
    private EmbeddedDocumentServer server;
    private MongoClient client;
    private MongoCollection<Document> bookings;
    private int copies;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void start() {
        disk = TestDisk.mount();
        server = EmbeddedDocumentServer.on(TestDisk.nameOf(file()), 0, OFTEN, step -> { }, told::add);
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
    void aStoreAtRestHasEverythingThatWasAcknowledgedAndAnswersNoWriter() throws Exception {
        bookings.insertOne(new Document("_id", "before"));
        var release = new CountDownLatch(1);
        var atRest = new CountDownLatch(1);
        Future<?> copying = threads.submit(() -> server.whileAtRest(() -> {
            atRest.countDown();
            awaitLatch(release);
        }));
        assertThat(atRest.await(2, TimeUnit.MINUTES)).isTrue();

        Future<?> write = threads.submit(() -> bookings.insertOne(new Document("_id", "meanwhile")));
        awaitPending();
        assertThat(soon(() -> bookings.find(Filters.eq("_id", "before")).first())).isNotNull();
        assertThat(write.isDone()).as("a write was acknowledged that a copy would not have").isFalse();

        release.countDown();
        copying.get(2, TimeUnit.MINUTES);
        write.get(2, TimeUnit.MINUTES);
        assertThat(bookings.countDocuments(Filters.eq("_id", "meanwhile"))).isOne();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        server = EmbeddedDocumentServer.on(TestDisk.nameOf(file()), 0, OFTEN, step -> { }, told::add);
        client = MongoClients.create(server.uri());
        bookings = client.getDatabase("booking").getCollection("bookings");
        assertThat(bookings.find().map(found -> found.getString("_id")).into(new ArrayList<>()))
                .contains("one", "two", "three")
                .containsAll(acknowledged);
    }

    /** The store's own file is slow; what is acknowledged meanwhile is in the journal. */
    @Test
    void aCheckpointHoldsNobodyUp() throws Exception {
        disk.hold("holdfast.mv.db");
        for (int write = 0; write < 200; write++) {
            int version = write;
            assertThat(soon(() -> bookings.updateOne(Filters.eq("_id", "one"), Updates.set("version", version)).getModifiedCount()))
                    .isOne();
            assertThat(soon(() -> bookings.find(Filters.eq("_id", "one")).first())).containsEntry("version", version);
        }
        assertThat(TestDisk.isHeld()).isTrue();
    }

    /** The same documents over and over: what was written over is given back, in the file and in the journal. */
    @Test
    void theFileStaysSmallHoweverMuchIsWritten() {
        String notes = "x".repeat(200_000);
        for (int write = 0; write < 1_000; write++) {
            bookings.replaceOne(Filters.eq("_id", "one"), new Document("_id", "one").append("notes", notes + write));
        }
        assertThat(Stream.of("", ".journal-0", ".journal-1")
                        .map(ending -> file().resolveSibling(file().getFileName() + ending))
                        .mapToLong(part -> part.toFile().length())
                        .sum())
                .as("bytes, of 200 MB that were written").isLessThan(100_000_000);
    }

    /** What belongs together and is killed in between: a new collection has its name and its first index, or neither. */
    @Test
    void aCollectionThatWasJustMadeIsThereAfterAKill() {
        startOn(file(), NEVER);
        for (int number = 0; number < 20; number++) {
            client.getDatabase("booking").getCollection("made-" + number).insertOne(new Document("_id", "first"));
        }
        startOn(copy(), NEVER);
        for (int number = 0; number < 20; number++) {
            MongoCollection<Document> made = client.getDatabase("booking").getCollection("made-" + number);
            assertThat(made.find()).hasSize(1);
            assertThatThrownBy(() -> made.insertOne(new Document("_id", "first"))).hasMessageContaining("E11000");
        }
    }

    @Test
    void aDroppedCollectionDoesNotComeBack() {
        startOn(file(), NEVER);
        bookings.insertOne(new Document("_id", "five"));
        bookings.drop();
        bookings.insertOne(new Document("_id", "four"));
        startOn(copy(), NEVER);
        assertThat(bookings.find().map(found -> found.getString("_id"))).containsExactly("four");
    }

    @Test
    void aFileOfANewerVersionIsRefusedInASentence() {
        stop();
        try (MVStore store = MVStore.open(file().toString())) {
            store.openMap("holdfast", new MVMap.Builder<String, String>()
                            .keyType(StringDataType.INSTANCE).valueType(StringDataType.INSTANCE))
                    .put("format", "3");
        }
        disk = TestDisk.mount();
        assertThatThrownBy(() -> EmbeddedDocumentServer.onFile(file(), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer Holdfast").hasMessageContaining("HOLDFAST_HOME");
    }

    @Test
    void whatIsNoStoreIsRefusedInASentence() throws Exception {
        stop();
        Files.writeString(file(), "This is not a store. ".repeat(1_000));
        disk = TestDisk.mount();
        assertThatThrownBy(() -> EmbeddedDocumentServer.onFile(file(), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read").hasMessageContaining("HOLDFAST_HOME");
    }

    @Test
    void aJournalThatContinuesALaterStateIsRefusedInASentence() throws Exception {
        startOn(file(), NEVER);
        Path early = copy();
        for (int turn = 0; turn < 2; turn++) {
            client.getDatabase("booking").getCollection("dropped").insertOne(new Document("_id", "one"));
            client.getDatabase("booking").getCollection("dropped").drop();
        }
        Path late = copy();
        for (String journal : List.of(".journal-0", ".journal-1")) {
            Files.copy(late.resolveSibling(late.getFileName() + journal), early.resolveSibling(early.getFileName() + journal),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> EmbeddedDocumentServer.onFile(early, 0))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("continues a later state");
    }

    /** As a kill at this moment would leave it. */
    private Path copy() {
        try {
            Path copy = Files.createDirectories(folder.resolve("copy-" + copies++)).resolve("holdfast.mv.db");
            for (String ending : List.of("", ".journal-0", ".journal-1")) {
                Path part = file().resolveSibling(file().getFileName() + ending);
                if (Files.exists(part)) {
                    Files.copy(part, copy.resolveSibling(copy.getFileName() + ending));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startOn(Path file, Duration betweenCheckpoints) {
        client.close();
        server.close();
        server = EmbeddedDocumentServer.on(TestDisk.nameOf(file), 0, betweenCheckpoints, step -> { }, told::add);
        client = MongoClients.create(server.uri());
        bookings = client.getDatabase("booking").getCollection("bookings");
    }

    private Path file() {
        return folder.resolve("holdfast.mv.db");
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
