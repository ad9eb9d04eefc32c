package io.holdfast.messaging.mongo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.mongodb.client.model.WriteModel;
import io.holdfast.messaging.Gathering;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.OptimisticRetry;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Projections that nobody waits for. What messages say of them is gathered for a moment ({@link Gathering}); then all
 * documents are read by one query and written by one command, each once, whatever was said of it meanwhile.
 *
 * <p>A change decides itself what a repeated or late message means, and answers what it got where there is nothing to write.
 *
 * @param <D> has an {@code @Id} and a {@code @Version}; two that say the same are equal
 */
public final class GatheredProjections<D> {

    private final MongoOperations mongo;
    private final Class<D> type;
    private final Gathering<Change<D>> changes;

    public GatheredProjections(MongoOperations mongo, Gatherings gatherings, Class<D> type) {
        this.mongo = mongo;
        this.type = type;
        this.changes = gatherings.of(this::store);
    }

    private record Change<D>(String id, Function<Optional<D>, Optional<D>> change) {}

    public Optional<D> find(String id) {
        return Optional.ofNullable(mongo.findById(id, type));
    }

    /** @param change gets the document, or empty when there is none; answers empty when none is to be made */
    public void project(String id, Function<Optional<D>, Optional<D>> change) {
        changes.add(new Change<>(id, change));
    }

    private void store(List<Change<D>> all) {
        var byId = new LinkedHashMap<String, Function<Optional<D>, Optional<D>>>();
        all.forEach(each -> byId.merge(each.id(), each.change(), (first, then) -> first.andThen(then)));
        if (byId.size() == 1 || !storeTogether(byId)) {
            byId.forEach(this::storeAlone);
        }
    }

    private void storeAlone(String id, Function<Optional<D>, Optional<D>> change) {
        OptimisticRetry.decide(() -> {
            Optional<D> known = find(id);
            change.apply(known).filter(next -> !known.equals(Optional.of(next))).ifPresent(mongo::save);
            return known;
        });
    }

    /** False when somebody else was faster with one of them: then some may be written, which each by itself finds out. */
    private boolean storeTogether(Map<String, Function<Optional<D>, Optional<D>>> byId) {
        Map<String, D> known = find(byId.keySet().stream().toList());
        var writes = new ArrayList<WriteModel<Document>>();
        int replaces = 0;
        for (Map.Entry<String, Function<Optional<D>, Optional<D>>> each : byId.entrySet()) {
            D before = known.get(each.getKey());
            Optional<D> after = each.getValue().apply(Optional.ofNullable(before));
            if (after.isPresent() && !after.get().equals(before)) {
                writes.add(before == null
                        ? VersionedWrites.insert(mongo, after.get())
                        : VersionedWrites.replace(mongo, after.get()));
                replaces += before == null ? 0 : 1;
            }
        }
        if (writes.isEmpty()) {
            return true;
        }
        try {
            return VersionedWrites.send(mongo, type, writes).getMatchedCount() == replaces;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private Map<String, D> find(List<String> ids) {
        MappingContext<?, ?> mapping = mongo.getConverter().getMappingContext();
        var found = new HashMap<String, D>();
        for (D document : mongo.find(Query.query(Criteria.where("_id").in(ids)), type)) {
            Object id = mapping.getRequiredPersistentEntity(type).getIdentifierAccessor(document).getRequiredIdentifier();
            found.put(id.toString(), document);
        }
        return found;
    }
}
