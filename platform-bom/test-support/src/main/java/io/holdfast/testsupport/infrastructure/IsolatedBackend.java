package io.holdfast.testsupport.infrastructure;

import java.util.Comparator;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Never changes a document that somebody else is reading.
 *
 * <p>mongo-java-server updates the stored object field by field, and encodes an answer after it has let go of the
 * collection. So a reader could get the new version number with the old status, decide on the old one and save with the
 * new one, and optimistic locking would not notice. Here every query works on copies, updates included.
 */
class IsolatedBackend extends H2Backend {

    IsolatedBackend(MVStore store) {
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        MVStore store = getMvStore();
        CursorRegistry cursors = getCursorRegistry();
        // Anonymous, because H2Database opens collections while it is being constructed: what an anonymous class
        // captures is there by then, what a constructor would assign is not.
        return new H2Database(databaseName, store, cursors) {
            @Override
            protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
                String fullName = getFullCollectionNamespace(collectionName);
                return new CopyingCollection(this, collectionName, options,
                        store.openMap("databases." + fullName), store.openMap("meta." + fullName), cursors);
            }
        };
    }

    private static final class CopyingCollection extends H2Collection {
        CopyingCollection(MongoDatabase database, String collectionName, CollectionOptions options,
                MVMap<Object, Document> documents, MVMap<String, Object> meta, CursorRegistry cursors) {
            super(database, collectionName, options, documents, meta, cursors);
        }

        @Override
        protected QueryResult matchDocumentsFromStream(Document query, Stream<Document> documents, int skip, int limit,
                int batchSize, @Nullable Comparator<Document> order, @Nullable Document fields) {
            // Matched here as well as there, so that a scan does not copy what it passes over.
            Stream<Document> copies = documents
                    .filter(document -> documentMatchesQuery(document, query))
                    .map(Document::cloneDeeply);
            return super.matchDocumentsFromStream(query, copies, skip, limit, batchSize, order, fields);
        }
    }
}
