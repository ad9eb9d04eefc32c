package io.holdfast.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
