package io.holdfast.embedded;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * Never changes a document that somebody else is reading, and reads no more documents than the declared indexes make
 * necessary.
 *
 * <p>mongo-java-server updates the stored object field by field, and encodes an answer after it has let go of the
 * collection. So a reader could get the new version number with the old status, decide on the old one and save with the
 * new one, and optimistic locking would not notice. Here every query works on copies, updates included.
 */
class IsolatedBackend extends H2Backend {
    private static final long MANY_DOCUMENTS = 20_000;

    private final Scans scans;

    IsolatedBackend(MVStore store, Scans scans) {
        super(store);
        this.scans = scans;
    }

    Scans scans() {
        return scans;
    }

    /**
     * Reads what is stored into the indexes, collections side by side. Left to the first query of each, it would hold up
     * that query and, because a commit waits for it, everybody else's: with 50,000 bookings for longer than drivers wait.
     *
     * @param progress told how many documents there are, where that is more than is read in a moment
     */
    void buildIndexes(Consumer<String> progress) {
        List<IndexedCollection> collections = storedCollections();
        long documents = collections.stream().mapToLong(IndexedCollection::size).sum();
        if (documents >= MANY_DOCUMENTS) {
            progress.accept("Reading %,d stored documents…".formatted(documents));
        }
        collections.parallelStream().forEach(IndexedCollection::buildIndexes);
    }

    private List<IndexedCollection> storedCollections() {
        return getMvStore().getMapNames().stream()
                .filter(name -> name.startsWith(IndexedCollection.MAPS))
                .map(name -> name.substring(IndexedCollection.MAPS.length()).split("[.]", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> resolveDatabase(parts[0]).resolveCollection(parts[1], false))
                .filter(IndexedCollection.class::isInstance)
                .map(IndexedCollection.class::cast)
                .toList();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        MVStore store = getMvStore();
        CursorRegistry cursors = getCursorRegistry();
        // Anonymous, because H2Database opens collections while it is being constructed: what an anonymous class
        // captures is there by then, what a constructor would assign is not. The scans are only there later.
        return new H2Database(databaseName, store, cursors) {
            @Override
            protected MongoCollection<Object> openOrCreateCollection(String collectionName, CollectionOptions options) {
                String fullName = getFullCollectionNamespace(collectionName);
                return new IndexedCollection(this, collectionName, options,
                        documents(store, IndexedCollection.MAPS + fullName), cursors, IsolatedBackend.this::scans);
            }

            /** Its name and its first index are known before anybody can put a document into it. */
            @Override
            protected synchronized MongoCollection<Object> resolveOrCreateCollection(String collectionName) {
                MongoCollection<Object> collection = super.resolveOrCreateCollection(collectionName);
                PendingWrites.endDeclaration();
                return collection;
            }

            @Override
            protected Index<Object> openOrCreateSecondaryIndex(String collectionName, String indexName,
                    List<IndexKey> keys, boolean sparse) {
                return new OrderedIndex(indexName, keys, sparse);
            }

            @Override
            protected Index<Object> openOrCreateUniqueIndex(String collectionName, String indexName,
                    List<IndexKey> keys, boolean sparse) {
                MVMap<Object, StoredDocument> documents =
                        documents(store, IndexedCollection.MAPS + getFullCollectionNamespace(collectionName));
                if (indexName.equals("_id_")) {
                    return new IdIndex(indexName, keys, documents);
                }
                // It forbids nothing that _id does not forbid, and a document is found by its _id.
                boolean implied = keys.size() > 1 && keys.stream().anyMatch(key -> key.getKey().equals("_id"));
                return implied
                        ? new EmptyIndex<>(indexName, keys)
                        : new UniqueIndex(indexName, keys, sparse, documents);
            }

            @Override
            public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver databases,
                    Oplog oplog) {
                Document answer = command.equalsIgnoreCase("aggregate")
                        ? aggregateMatching(this, command, query, databases, oplog)
                        : null;
                return answer == null ? super.handleCommand(channel, command, query, databases, oplog) : answer;
            }
        };
    }

    /** The documents of one collection by their {@code _id}. */
    static MVMap<Object, StoredDocument> documents(MVStore store, String map) {
        return store.openMap(map, new MVMap.Builder<Object, StoredDocument>()
                .keyType(new ObjectDataType())
                .valueType(new StoredDocumentType()));
    }

    /**
     * An aggregation that begins with {@code $match} begins with what that finds; mongo-java-server would copy the whole
     * collection first. Drivers count this way. Null where it is none.
     */
    private static @Nullable Document aggregateMatching(MongoDatabase database, String command, Document query,
            DatabaseResolver databases, Oplog oplog) {
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        String name = String.valueOf(query.get(command));
        MongoCollection<?> collection = database.resolveCollection(name, false);
        if (collection == null || pipeline.isEmpty() || pipeline.getFirst().size() != 1
                || !(pipeline.getFirst().get("$match") instanceof Document filter)) {
            return null;
        }
        List<Document> stages = pipeline.subList(1, pipeline.size());
        Aggregation aggregation = Aggregation.fromPipeline(stages, databases, database, collection, oplog);
        if (aggregation.isModifying()) {
            return null;
        }
        aggregation.validate(query);
        Document count = soleCount(stages);
        List<Document> found;
        if (count != null) {
            int number = collection.count(filter, 0, 0);
            found = number == 0 ? List.of() : List.of(count.append(countField(count), number));
        } else {
            Iterable<Document> matching = collection.handleQuery(new Document("$query", filter));
            found = aggregation.runStages(StreamSupport.stream(matching.spliterator(), false));
        }
        return new Document("cursor", new Document("id", 0L)
                        .append("ns", database.getDatabaseName() + "." + name)
                        .append("firstBatch", found))
                .append("ok", 1.0);
    }

    /** A copy of {@code {_id: 1, n: {$sum: 1}}} when that is all there is to do. */
    private static @Nullable Document soleCount(List<Document> stages) {
        if (stages.size() != 1 || !(stages.getFirst().get("$group") instanceof Document group) || group.size() != 2
                || !(group.get("_id") instanceof Number)) {
            return null;
        }
        Object sum = group.get(countField(group));
        boolean ones = sum instanceof Document operator && operator.keySet().equals(Set.of("$sum"))
                && Integer.valueOf(1).equals(operator.get("$sum"));
        return ones ? group.clone() : null;
    }

    private static String countField(Document group) {
        return group.keySet().stream().filter(key -> !key.equals("_id")).findFirst().orElseThrow();
    }
}
