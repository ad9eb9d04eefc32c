package io.holdfast.messaging.mongo;

import java.util.List;
import java.util.Objects;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Writes of documents with a {@code version} that go to the store in one command, each as a save by itself would be. */
final class VersionedWrites {

    private static final String VERSION = "version";

    private VersionedWrites() {}

    /** Inserts what nobody has stored yet. */
    static InsertOneModel<Document> insert(MongoOperations mongo, Object document) {
        Document next = written(mongo, document);
        next.put(VERSION, 0L);
        return new InsertOneModel<>(next);
    }

    /** Replaces the version that was loaded, and matches nothing where somebody else has changed it meanwhile. */
    static ReplaceOneModel<Document> replace(MongoOperations mongo, Object document) {
        Document next = written(mongo, document);
        long version = next.get(VERSION, Number.class).longValue();
        // Flat, and the version as it is stored, so that the index for it is used on every server.
        var loaded = new Document("_id", next.get("_id")).append(VERSION, version);
        next.put(VERSION, version + 1);
        return new ReplaceOneModel<>(loaded, next);
    }

    /** Sends them all, whatever becomes of one of them. */
    static BulkWriteResult send(MongoOperations mongo, Class<?> type, List<? extends WriteModel<Document>> writes) {
        return Objects.requireNonNull(
                mongo.execute(type, all -> all.bulkWrite(writes, new BulkWriteOptions().ordered(false))));
    }

    private static Document written(MongoOperations mongo, Object document) {
        var written = new Document();
        mongo.getConverter().write(document, written);
        return written;
    }
}
