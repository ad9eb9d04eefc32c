package io.holdfast.loadtests;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import org.bson.Document;

/** Versioned writes of documents that carry an event, and the removal of sent events in bulk, with the plain driver. */
public final class BareDocuments implements AutoCloseable {

    /** About what a booking and an event in its envelope take. */
    private static final String STATE = "x".repeat(800);
    private static final String EVENT = "x".repeat(500);
    private static final int REMOVE_LIMIT = 500;
    private static final int REMOVE_PAUSE_MILLIS = 5;

    private final MongoClient client;
    private final MongoDatabase database;
    private final MongoCollection<Document> documents;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final Thread remover = Thread.ofPlatform().daemon().name("floor-remove").unstarted(this::remove);

    private record Sent(String documentId, String eventId) {}

    private BareDocuments(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.database = database;
        this.documents = database.getCollection("floor");
    }

    /** Opens a database of its own, which goes when this is closed. */
    public static BareDocuments open(String uri) {
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .build());
        var opened = new BareDocuments(client, client.getDatabase("load-test-floor-" + UUID.randomUUID().toString().substring(0, 8)));
        opened.remover.start();
        return opened;
    }

    /** Inserts version 0, or replaces version {@code version - 1} by {@code version}. */
    public void write(String id, int version, String eventId) {
        var document = new Document("_id", id)
                .append("version", version)
                .append("state", STATE)
                .append("outbox", List.of(new Document("eventId", eventId).append("data", EVENT)));
        if (version == 0) {
            documents.insertOne(document);
        } else if (documents.replaceOne(new Document("_id", id).append("version", version - 1), document).getModifiedCount() != 1) {
            throw new IllegalStateException(id + " was not at version " + (version - 1));
        }
    }

    /** Takes the event out of its document, with others, in a few milliseconds. */
    public void removeLater(String documentId, String eventId) {
        sent.add(new Sent(documentId, eventId));
    }

    private void remove() {
        var batch = new ArrayList<Sent>();
        try {
            while (true) {
                batch.add(sent.take());
                TimeUnit.MILLISECONDS.sleep(REMOVE_PAUSE_MILLIS);
                sent.drainTo(batch, REMOVE_LIMIT - 1);
                documents.bulkWrite(
                        batch.stream()
                                .map(one -> new UpdateOneModel<Document>(
                                        new Document("_id", one.documentId()),
                                        new Document("$pull", new Document("outbox", new Document("eventId", one.eventId())))))
                                .toList(),
                        new BulkWriteOptions().ordered(false));
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        remover.interrupt();
        remover.join();
        database.drop();
        client.close();
    }
}
