package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import org.jspecify.annotations.Nullable;

/**
 * The index on {@code _id}. Documents are stored by their {@code _id} already, so for text there is nothing to keep;
 * other ids, of which several may mean the same (1 and 1.0), are left to a unique index.
 */
final class IdIndex extends Index<Object> implements BuiltIndex {
    private static final String ID = "_id";

    private final Map<Object, StoredDocument> documents;
    private final UniqueIndex others;

    IdIndex(String name, List<IndexKey> keys, Map<Object, StoredDocument> documents) {
        super(name, keys, false);
        this.documents = documents;
        others = new UniqueIndex(name, keys, false, documents);
    }

    @Override
    public boolean isBuilt() {
        return others.isBuilt();
    }

    @Override
    public void markBuilt() {
        others.markBuilt();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        if (!(document.get(ID) instanceof String id)) {
            others.checkAdd(document, collection);
        } else if (documents.containsKey(id)) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(id));
        }
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        if (!(document.get(ID) instanceof String)) {
            others.add(document, position, collection);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        return document.get(ID) instanceof String ? getPosition(document) : others.remove(document);
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return document.get(ID) instanceof String id
                ? (documents.containsKey(id) ? id : null)
                : others.getPosition(document);
    }

    /** {@code {_id: value}} or {@code {_id: {$in: values}}}. */
    @Override
    public Iterable<Object> getPositions(Document query) {
        Object wanted = Objects.requireNonNull(query.get(ID), ID);
        Collection<?> ids = wanted instanceof Document in && in.get("$in") instanceof Collection<?> values
                ? values
                : List.of(wanted);
        List<Object> positions = new ArrayList<>();
        for (Object id : ids) {
            if (!(id instanceof String)) {
                others.getPositions(new Document(ID, id)).forEach(positions::add);
            } else if (documents.containsKey(id)) {
                positions.add(id);
            }
        }
        return positions;
    }

    /** The planner of the collection knows when. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        if (!(oldDocument.get(ID) instanceof String)) {
            others.checkUpdate(oldDocument, newDocument, collection);
        }
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, Object position,
            MongoCollection<Object> collection) {
        if (!(oldDocument.get(ID) instanceof String)) {
            others.updateInPlace(oldDocument, newDocument, position, collection);
        }
    }

    /** What is stored is in it. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getCount() {
        return documents.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        others.drop();
    }
}
