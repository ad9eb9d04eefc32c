package io.holdfast.embedded;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedDocumentServerTest {
    @TempDir
    private Path folder;

    @Test
    void documentsOutliveTheServer() {
        Path file = folder.resolve("data").resolve("holdfast.mv.db");
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            bookings(client).insertOne(new Document("_id", "b-1"));
        }

        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(bookings(client).find()).extracting(found -> found.getString("_id")).containsExactly("b-1");
            assertThatThrownBy(() -> bookings(client).insertOne(new Document("_id", "b-1")))
                    .isInstanceOf(MongoWriteException.class);
        }
    }

    @Test
    void indexesAreBuiltAgainFromTheFile() {
        Path file = folder.resolve("holdfast.mv.db");
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            bookings(client).createIndex(Indexes.ascending("_id", "version"), new IndexOptions().unique(true));
            bookings(client).createIndex(Indexes.ascending("status"));
            bookings(client).insertMany(List.of(wholeBooking(1).append("status", "OPEN"),
                    new Document("_id", 7).append("status", "PAID")));
        }
        for (String status : List.of("OPEN", "PAID")) {
            try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                    MongoClient client = MongoClients.create(server.uri())) {
                assertThat(bookings(client).find(new Document("status", status).append("_id", "b-1"))).singleElement()
                        .isEqualTo(wholeBooking(1).append("status", status));
                assertThatThrownBy(() -> bookings(client).insertOne(new Document("_id", "b-1")))
                        .isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
                assertThatThrownBy(() -> bookings(client).insertOne(new Document("_id", 7.0)))
                        .isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
                bookings(client).updateOne(new Document("_id", "b-1"),
                        new Document("$set", new Document("status", "PAID")));
            }
        }
    }

    /** Written by the code of 1 December 2026, which kept unique indexes in the file and had no journal. */
    @Test
    void aFileOfTheFormatBeforeIsTakenUp() throws Exception {
        Path file = folder.resolve("holdfast.mv.db");
        try (InputStream before = Objects.requireNonNull(getClass().getResourceAsStream("format-1.mv.db"))) {
            Files.copy(before, file);
        }
        for (int start = 0; start < 2; start++) {
            try (EmbeddedDocumentServer server = EmbeddedDocumentServer.onFile(file, 0);
                    MongoClient client = MongoClients.create(server.uri())) {
                MongoCollection<Document> bookings = client.getDatabase("booking").getCollection("bookings");
                assertThat(bookings.find()).hasSize(6);
                assertThat(bookings.find(new Document("status", "PAID"))).hasSize(3);
                assertThat(bookings.find(new Document("number", "HF-2"))).extracting(found -> found.get("_id"))
                        .containsExactly("b-2");
                for (Document taken : List.of(
                        new Document("_id", "new").append("number", "HF-3"),
                        new Document("_id", "new").append("number", "HF-9").append("orderId", "order_1"),
                        new Document("_id", "b-5").append("number", "HF-9"),
                        new Document("_id", 7L).append("number", "HF-9"))) {
                    assertThatThrownBy(() -> bookings.insertOne(taken)).hasMessageContaining("E11000");
                }
            }
        }
        try (MVStore store = new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            assertThat(store.getMapNames()).noneMatch(name -> name.contains("._index_"));
        }
    }

    @Test
    void whatIsThereTwiceCannotBecomeUnique() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0);
                MongoClient client = MongoClients.create(server.uri())) {
            bookings(client).insertMany(List.of(
                    new Document("_id", "b-1").append("number", 1), new Document("_id", "b-2").append("number", 1.0)));
            assertThatThrownBy(() -> bookings(client).createIndex(Indexes.ascending("number"), new IndexOptions().unique(true)))
                    .hasMessageContaining("E11000");

            bookings(client).deleteOne(new Document("_id", "b-2"));
            bookings(client).createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            assertThatThrownBy(() -> bookings(client).insertOne(new Document("_id", "b-3").append("number", 1)))
                    .hasMessageContaining("E11000");
            bookings(client).replaceOne(new Document("_id", "b-1"), new Document("number", 2));
            bookings(client).insertOne(new Document("_id", "b-3").append("number", 1));
        }
    }

    /** "Aa" and "BB" have the same hash, as any text made of them. */
    @Test
    void differentKeysWithOneHashAreDifferent() {
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0);
                MongoClient client = MongoClients.create(server.uri())) {
            bookings(client).createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            List<String> numbers = List.of("AaAa", "AaBB", "BBAa", "BBBB");
            for (String number : numbers) {
                bookings(client).insertOne(new Document("_id", "b-" + number).append("number", number));
            }
            for (String number : numbers) {
                assertThat(bookings(client).find(new Document("number", number))).extracting(found -> found.get("_id"))
                        .containsExactly("b-" + number);
                assertThatThrownBy(() -> bookings(client).insertOne(new Document("_id", "new").append("number", number)))
                        .hasMessageContaining("E11000");
            }
            bookings(client).deleteOne(new Document("_id", "b-AaBB"));
            bookings(client).replaceOne(new Document("_id", "b-AaAa"), new Document("number", "AaBB"));
            assertThat(bookings(client).find(new Document("number", "AaBB"))).extracting(found -> found.get("_id"))
                    .containsExactly("b-AaAa");
            assertThat(bookings(client).find(new Document("number", "AaAa"))).isEmpty();
            assertThat(bookings(client).find(new Document("number", "BBBB"))).hasSize(1);
        }
    }

    @Test
    void aSecondServerOnTheSameFileIsRefused() {
        Path file = folder.resolve("holdfast.mv.db");
        try (EmbeddedDocumentServer first = EmbeddedDocumentServer.onFile(file, 0)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedDocumentServer.onFile(file, 0)).hasMessageContaining("locked");
        }
    }

    @Test
    void inMemoryServerListensOnTheGivenPort() {
        int port = FreePorts.next();
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(port);
                MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            bookings(client).insertOne(new Document("_id", "b-1"));
            assertThat(bookings(client).countDocuments()).isOne();
            assertThat(server.uri()).endsWith(":" + port);
        }
    }

    @Test
    void readersNeverSeeHalfAnUpdate() throws Exception {
        int updates = 2_000;
        try (EmbeddedDocumentServer server = EmbeddedDocumentServer.inMemory(0);
                MongoClient client = MongoClients.create(server.uri());
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            MongoCollection<Document> bookings = bookings(client);
            bookings.insertOne(wholeBooking(0));
            List<Future<Integer>> mixtures = new ArrayList<>();
            AtomicBoolean writing = new AtomicBoolean(true);
            for (int reader = 0; reader < 3; reader++) {
                mixtures.add(threads.submit(() -> countMixtures(bookings, writing)));
            }
            for (int version = 1; version <= updates; version++) {
                bookings.replaceOne(new Document("_id", "b-1"), wholeBooking(version));
            }
            writing.set(false);

            for (Future<Integer> found : mixtures) {
                assertThat(found.get()).isZero();
            }
        }
    }

    private static int countMixtures(MongoCollection<Document> bookings, AtomicBoolean writing) {
        int mixtures = 0;
        while (writing.get()) {
            Document seen = bookings.find(new Document("_id", "b-1")).first();
            if (seen == null || !seen.equals(wholeBooking(seen.getInteger("field-0")))) {
                mixtures++;
            }
        }
        return mixtures;
    }

    private static Document wholeBooking(int version) {
        Document booking = new Document("_id", "b-1");
        for (int field = 0; field < 100; field++) {
            booking.append("field-" + field, version);
        }
        return booking;
    }

    private static MongoCollection<Document> bookings(MongoClient client) {
        return client.getDatabase("test").getCollection("bookings");
    }
}
