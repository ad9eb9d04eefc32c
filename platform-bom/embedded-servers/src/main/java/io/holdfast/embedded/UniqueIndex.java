package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A declared unique index. mongo-java-server's own lies in the file with its keys as serialised Java objects, which it
 * serialises once more for each comparison; and a document and its entry there are two things that a kill can tear apart.
 * This one knows of each key its hash and where the document is, which has the key itself.
 *
 * <p>Bounded by the documents: one entry for each that has it, about 60 bytes. Not thread-safe; its collection does one
 * thing at a time.
 */
final class UniqueIndex extends AbstractUniqueIndex<Object> implements BuiltIndex {

    /** Of different keys with one hash. */
    private record Several(List<Object> positions) { }

    private final Map<Object, StoredDocument> documents;
    private final Map<Long, Object> byHash = new HashMap<>();
    private boolean built;

    /** @param documents those of the collection; a changed one is there after this index has heard of the change */
    UniqueIndex(String name, List<IndexKey> keys, boolean sparse, Map<Object, StoredDocument> documents) {
        super(name, keys, sparse);
        this.documents = documents;
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
        Object position = getPosition(key);
        if (position != null) {
            List<Object> others = new ArrayList<>(positions(hash(key)));
            others.remove(position);
            keep(hash(key), others);
        }
        return position;
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        if (getPosition(key) != null) {
            return false;
        }
        List<Object> all = new ArrayList<>(positions(hash(key)));
        all.add(position);
        keep(hash(key), all);
        return true;
    }

    private void keep(long hash, List<Object> positions) {
        switch (positions.size()) {
            case 0 -> byHash.remove(hash);
            case 1 -> byHash.put(hash, positions.getFirst());
            default -> byHash.put(hash, new Several(positions));
        }
    }

    private List<Object> positions(long hash) {
        return switch (byHash.get(hash)) {
            case null -> List.of();
            case Several several -> several.positions();
            case Object position -> List.of(position);
        };
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        for (Object position : positions(hash(key))) {
            if (keysAt(position).contains(key)) {
                return position;
            }
        }
        return null;
    }

    private Set<KeyValue> keysAt(Object position) {
        StoredDocument stored = documents.get(position);
        return stored == null ? Set.of() : getKeyValues(stored.document());
    }

    /** Equal keys have the same. Text is hashed to 64 bits, so that different keys hardly ever do. */
    private static long hash(KeyValue key) {
        long hash = 1;
        for (Object value : key) {
            if (value instanceof String text) {
                for (int at = 0; at < text.length(); at++) {
                    hash = 31 * hash + text.charAt(at);
                }
            } else {
                hash = 31 * hash + (value == null ? 0 : value.hashCode());
            }
            hash = 1_000_003 * hash + 1;
        }
        return hash;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        Set<Object> positions = new LinkedHashSet<>();
        byHash.keySet().forEach(hash -> positions.addAll(positions(hash)));
        List<Map.Entry<KeyValue, Object>> entries = new ArrayList<>();
        positions.forEach(position -> keysAt(position).forEach(key -> entries.add(Map.entry(key, position))));
        return entries;
    }

    /** So that declaring it does not build it at once: all indexes of a collection are built in one pass. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getCount() {
        return byHash.values().stream().mapToLong(found -> found instanceof Several several ? several.positions().size() : 1).sum();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        byHash.clear();
    }
}
