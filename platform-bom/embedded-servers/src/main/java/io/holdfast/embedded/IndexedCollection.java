package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.holdfast.embedded.QueryConditions.Condition;
import io.holdfast.embedded.QueryConditions.Interval;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that answers from its declared indexes and hands out copies.
 *
 * <p>mongo-java-server takes an index only when it is unique and the filter has exactly its fields, and scans for all
 * else, so each sweep would cost more with each document stored. Here a filter is looked up by {@code _id}, by unique
 * indexes of which it has all fields, and by {@link OrderedIndex}es; the matcher sees only what they find.
 */
final class IndexedCollection extends AbstractSynchronizedMongoCollection<Object> {
    /** Of the names of the maps that documents are in. */
    static final String MAPS = "databases.";

    private static final String ID = "_id";
    private static final int BY_UNIQUE_INDEX = 900;
    private static final int BY_RANGE_OF_IDS = 5;

    private final MVMap<Object, StoredDocument> documents;
    private final Supplier<Scans> scans;
    private final PendingWrites pending = new PendingWrites();
    // Not yet where it was stored before and its indexes are still being declared.
    private boolean ready;

    IndexedCollection(MongoDatabase database, String collectionName, CollectionOptions options,
            MVMap<Object, StoredDocument> documents, CursorRegistry cursors, Supplier<Scans> scans) {
        super(database, collectionName, options, cursors);
        this.documents = documents;
        this.scans = scans;
        ready = documents.isEmpty();
    }

    /**
     * Where a query's documents are.
     *
     * @param worth the more is bounded the better
     * @param sorted they come in the wanted order
     * @param exact each of them matches
     */
    private record Access(int worth, boolean sorted, boolean exact, Stream<Object> positions) { }

    @Override
    protected QueryResult queryDocuments(Document query, @Nullable Document orderBy, int skip, int limit, int batchSize,
            @Nullable Document fields) {
        pending.readBy(query, this::documentMatchesQuery);
        boolean natural = isNatural(orderBy);
        Access access = natural ? null : access(query, orderBy);
        if (access == null) {
            // Who wants the natural order wants all to be read.
            if (!natural) {
                reportScan(query);
            }
            return matchDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        Stream<Document> found = found(access.positions());
        Document order = access.sorted() ? null : orderBy;
        return matchDocumentsFromStream(found, query, order, skip, limit, batchSize, fields);
    }

    private Stream<Document> found(Stream<Object> positions) {
        return positions.map(documents::get).filter(Objects::nonNull).map(StoredDocument::document);
    }

    private Stream<Document> all() {
        return documents.values().stream().map(StoredDocument::document);
    }

    /** All of them, in the order of their places or against it. */
    @Override
    protected QueryResult matchDocuments(Document query, @Nullable Document orderBy, int skip, int limit, int batchSize,
            @Nullable Document fields) {
        Stream<Document> all = isNaturalDescending(orderBy)
                ? streamAllDocumentsWithPosition()
                        .sorted((one, other) -> ValueComparator.desc().compare(one.getPosition(), other.getPosition()))
                        .map(DocumentWithPosition::getDocument)
                : all();
        return matchDocumentsFromStream(all, query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected QueryResult matchDocumentsFromStream(Document query, Stream<Document> found, int skip, int limit,
            int batchSize, @Nullable Comparator<Document> order, @Nullable Document fields) {
        Stream<Document> matching = found.filter(document -> documentMatchesQuery(document, query));
        if (order != null) {
            matching = limit > 0 ? first(matching, order, (long) Math.max(skip, 0) + limit) : matching.sorted(order);
        }
        matching = matching.skip(Math.max(skip, 0));
        if (limit > 0) {
            matching = matching.limit(limit);
        }
        // Copies of what is handed out only: updates work on them, and answers are encoded after the lock is let go.
        if (fields == null || fields.isEmpty()) {
            return super.matchDocumentsFromStream(
                    new Document(), matching.map(Document::cloneDeeply), 0, 0, batchSize, null, null);
        }
        QueryResult parts = super.matchDocumentsFromStream(new Document(), matching, 0, 0, 0, null, fields);
        return createQueryResult(
                StreamSupport.stream(parts.spliterator(), false).map(Document::cloneDeeply).toList(), batchSize);
    }

    /**
     * The first of them in that order, equals as they were found. No others are kept: as objects, all bookings of a quarter of a year
     * are more than the platform's memory.
     */
    private static Stream<Document> first(Stream<Document> found, Comparator<Document> order, long most) {
        record Ranked(Document document, long rank) { }

        Comparator<Ranked> byOrder = Comparator.comparing(Ranked::document, order).thenComparingLong(Ranked::rank);
        var kept = new PriorityQueue<Ranked>(byOrder.reversed());
        var ranks = new AtomicLong();
        found.map(document -> new Ranked(document, ranks.getAndIncrement())).forEachOrdered(next -> {
            Ranked last = kept.peek();
            if (last == null || kept.size() < most) {
                kept.add(next);
            } else if (byOrder.compare(next, last) < 0) {
                kept.poll();
                kept.add(next);
            }
        });
        return kept.stream().sorted(byOrder).map(Ranked::document);
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            pending.readBy(new Document(), this::documentMatchesQuery);
            return super.count(query, skip, limit);
        }
        pending.readBy(query, this::documentMatchesQuery);
        Access access = access(query, null);
        if (access == null) {
            reportScan(query);
        }
        Stream<?> matching = access == null
                ? all().filter(document -> documentMatchesQuery(document, query))
                : access.exact()
                        ? access.positions()
                        : found(access.positions()).filter(document -> documentMatchesQuery(document, query));
        matching = matching.skip(Math.max(skip, 0));
        return Math.toIntExact(limit > 0 ? matching.limit(limit).count() : matching.count());
    }

    /**
     * Replaces a document as services save one, by {@code _id} and version: here it is encoded once and copied not at all,
     * where the server's own way, which is taken for all else, copies and compares it six times.
     */
    @Override
    public synchronized Document updateDocuments(Document selector, Document update, ArrayFilters arrayFilters,
            boolean isMulti, boolean isUpsert, Oplog oplog) {
        Access access = isMulti || isUpsert || !isPlain(update) ? null : access(selector, null);
        if (access == null) {
            return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
        }
        pending.readBy(selector, this::documentMatchesQuery);
        Object position = access.positions()
                .filter(found -> matches(documents.get(found), selector))
                .findFirst()
                .orElse(null);
        if (position == null) {
            return new Document("n", 0).append("nModified", 0);
        }
        StoredDocument before = Objects.requireNonNull(documents.get(position));
        Document old = before.document();
        Object id = old.get(ID);
        if (update.containsKey(ID) && !Objects.equals(id, update.get(ID))) {
            return super.updateDocuments(selector, update, arrayFilters, false, false, oplog);
        }
        Document next = new Document(ID, id);
        next.putAll(update);
        StoredDocument after = StoredDocument.of(next);
        if (Arrays.equals(before.bson(), after.bson())) {
            return new Document("n", 1).append("nModified", 0);
        }
        for (Index<Object> index : getIndexes()) {
            index.checkUpdate(old, next, this);
        }
        for (Index<Object> index : getIndexes()) {
            index.updateInPlace(old, next, position, this);
        }
        documents.put(position, after);
        written(position, before, after);
        return new Document("n", 1).append("nModified", 1);
    }

    private boolean matches(@Nullable StoredDocument stored, Document query) {
        return stored != null && documentMatchesQuery(stored.document(), query);
    }

    /** Nothing but values: no operators, and no names that the server would have to look at. */
    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof Document document) {
            for (var part : document.entrySet()) {
                if (part.getKey().startsWith("$") || part.getKey().indexOf('.') >= 0 || !isPlain(part.getValue())) {
                    return false;
                }
            }
        } else if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (!isPlain(element)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void reportScan(Document query) {
        if (!query.isEmpty() && !getCollectionName().startsWith("system.") && !documents.isEmpty()) {
            scans.get().happens(getFullName(), query);
        }
    }

    private static boolean isNatural(@Nullable Document orderBy) {
        return orderBy != null && orderBy.containsKey("$natural");
    }

    /** The best way, null where there is none but reading all documents. */
    private @Nullable Access access(Document query, @Nullable Document orderBy) {
        QueryConditions conditions = QueryConditions.of(query);
        Document order = orderBy == null || orderBy.isEmpty() ? null : orderBy;
        Access best = access(conditions, order);
        for (List<Document> branches : conditions.alternatives()) {
            Access union = union(conditions, branches);
            if (union != null && (best == null || union.worth() > best.worth())) {
                best = union;
            }
        }
        return best;
    }

    private @Nullable Access access(QueryConditions conditions, @Nullable Document order) {
        List<Object> byUniqueIndex = byUniqueIndex(conditions);
        if (byUniqueIndex != null) {
            return new Access(BY_UNIQUE_INDEX, false, false, byUniqueIndex.stream());
        }
        OrderedIndex.Plan best = null;
        for (Index<Object> index : getIndexes()) {
            OrderedIndex.Plan plan = index instanceof OrderedIndex ordered ? ordered.plan(conditions, order) : null;
            if (plan != null && (best == null || plan.worth() > best.worth())) {
                best = plan;
            }
        }
        if (best == null || best.worth() < BY_RANGE_OF_IDS) {
            Stream<Object> ids = byRangeOfIds(conditions);
            if (ids != null) {
                return new Access(BY_RANGE_OF_IDS, false, false, ids);
            }
        }
        // A filter that bounds nothing reads the whole index, which is a scan; without a filter it is what was asked for.
        boolean helps = best != null && (best.isBounded() || conditions.isEmpty());
        return best == null || !helps ? null : new Access(best.worth(), best.sorted(), best.exact(), best.positions());
    }

    /** Any branch may match, so each needs its own way; then documents are found by all of them, each once. */
    private @Nullable Access union(QueryConditions conditions, List<Document> branches) {
        int worth = Integer.MAX_VALUE;
        Stream<Object> positions = Stream.empty();
        for (Document branch : branches) {
            Access access = access(conditions.with(branch), null);
            if (access == null) {
                return null;
            }
            worth = Math.min(worth, access.worth());
            positions = Stream.concat(positions, access.positions());
        }
        return new Access(worth, false, false, positions.distinct());
    }

    /** The positions when there is a value for each field of a unique index, null otherwise. */
    private @Nullable List<Object> byUniqueIndex(QueryConditions conditions) {
        for (Index<Object> index : getIndexes()) {
            if (index.isUnique()) {
                List<Object> positions = byAllFieldsOf(index, conditions);
                if (positions != null) {
                    return positions;
                }
            }
        }
        return null;
    }

    private static @Nullable List<Object> byAllFieldsOf(Index<Object> index, QueryConditions conditions) {
        Document key = new Document();
        List<?> ids = null;
        for (var field : index.getKeys()) {
            Condition points = conditions.on(field.getKey()).stream()
                    .filter(condition -> condition.isPoints() && condition.present())
                    .findFirst()
                    .orElse(null);
            boolean single = points != null && points.intervals().size() == 1;
            if (points == null || (!single && index.getKeys().size() > 1)) {
                return null;
            }
            ids = points.intervals().stream().map(Interval::low).toList();
            key.put(field.getKey(), single ? ids.getFirst() : new Document("$in", ids));
        }
        Set<Object> positions = new LinkedHashSet<>();
        index.getPositions(key).forEach(positions::add);
        return List.copyOf(positions);
    }

    /** Documents are stored in the order of their ids, as far as these are text. */
    private @Nullable Stream<Object> byRangeOfIds(QueryConditions conditions) {
        Interval ids = null;
        for (Condition condition : ID.equals(getIdField()) ? conditions.on(ID) : List.<Condition>of()) {
            if (!condition.isPoints() && !condition.isPresence()) {
                Interval next = condition.intervals().getFirst();
                ids = ids == null ? next : ids.and(next);
            }
        }
        if (ids == null || !(ids.low() instanceof String || ids.high() instanceof String)) {
            return null;
        }
        String from = ids.low() instanceof String low ? low : "";
        Interval wanted = ids;
        Iterator<Object> keys = documents.keyIterator(from);
        List<Object> found = new ArrayList<>();
        while (keys.hasNext()) {
            Object id = keys.next();
            if (!(id instanceof String text) || (wanted.high() instanceof String high && high.compareTo(text) < 0)) {
                break;
            }
            found.add(id);
        }
        return found.stream();
    }

    @Override
    public synchronized void addIndex(Index<Object> index) {
        if (index instanceof OrderedIndex ordered) {
            ordered.builtBy(this::buildIndexes);
        }
        boolean isNew = getIndexes().stream().noneMatch(existing -> existing.getName().equals(index.getName()));
        if (ready && isNew && index instanceof BuiltIndex built && index.isUnique()) {
            // Now, as it may turn out that it cannot be.
            built.markBuilt();
            try {
                documents.forEach((position, stored) -> index.add(stored.decoded(), position, this));
            } catch (MongoServerError e) {
                throw new IndexBuildFailedException(e, this);
            }
        }
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
    }

    /** How many documents there are. */
    long size() {
        return documents.sizeAsLong();
    }

    /** In one pass for all indexes that wait for it: what costs is reading the documents. */
    synchronized void buildIndexes() {
        ready = true;
        List<Index<Object>> waiting = getIndexes().stream()
                .filter(index -> index instanceof BuiltIndex built && !built.isBuilt())
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        waiting.forEach(index -> ((BuiltIndex) index).markBuilt());
        documents.forEach((position, stored) -> {
            Document document = stored.decoded();
            waiting.forEach(index -> index.add(document, position, this));
        });
    }

    List<OrderedIndex> ordered() {
        return getIndexes().stream().filter(OrderedIndex.class::isInstance).map(OrderedIndex.class::cast).toList();
    }

    /** Nobody asks for it, and it would be a second write beside each. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("The size is not tracked");
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        StoredDocument stored = documents.get(position);
        return stored == null ? null : stored.document();
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(entry.getValue().document(), entry.getKey()));
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object position = getIdField() == null
                ? UUID.randomUUID()
                : Missing.ofNullable(Utils.getSubdocumentValue(document, getIdField()));
        StoredDocument stored = StoredDocument.of(document);
        if (documents.putIfAbsent(position, stored) != null) {
            throw new IllegalStateException("There is a document with key " + position + " in " + this);
        }
        written(position, null, stored);
        return position;
    }

    @Override
    protected void handleUpdate(Object position, Document oldDocument, Document newDocument) {
        StoredDocument stored = StoredDocument.of(newDocument);
        StoredDocument before = documents.put(position, stored);
        written(position, before, stored);
    }

    @Override
    protected void removeDocument(Object position) {
        StoredDocument removed = documents.remove(position);
        if (removed == null) {
            throw new NoSuchElementException("No document with key " + position);
        }
        written(position, removed, null);
    }

    private void written(Object position, @Nullable StoredDocument before, @Nullable StoredDocument after) {
        if (getCollectionName().startsWith("system.")) {
            PendingWrites.declared(MAPS + getFullName(), position, after);
        } else {
            pending.wrote(MAPS + getFullName(), position, before, after);
        }
    }
}
