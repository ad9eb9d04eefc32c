package io.holdfast.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A declared unique index. mongo-java-server's own lies in the file with its keys as serialised Java objects, which it
 * serialises once more for each comparison; and a document and its entry there are two things that a kill can tear apart.
 *
 * <p>Bounded by the documents: one entry for each that has it, about 180 bytes. Not thread-safe; its collection does one
 * thing at a time.
 */
final class UniqueIndex extends AbstractUniqueIndex<Object> implements BuiltIndex {
    private final Map<KeyValue, Object> positions = new HashMap<>();
    private boolean built;

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
    }

    @Override
    public boolean isBuilt() {
        return built;
    }

    @Override
    public void markBuilt() {
        built = true;
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return positions.putIfAbsent(key, position) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return positions.entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get(key);
    }

    /** So that declaring it does not build it at once: all indexes of a collection are built in one pass. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        positions.clear();
    }
}
