package io.holdfast.messaging.mongo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.holdfast.messaging.EventLog;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.aggregates.UnwritableEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The repository of one kind of aggregate, a document each: find, decide, append the events, save as one versioned write,
 * then the hooks. When somebody else was faster, it is all done again on what they made of it.
 *
 * <p>Where nothing changed, the events that a crash may have left are sent again: whoever repeats a message may be waiting
 * for what was said the first time.
 *
 * @param <A> an immutable aggregate
 * @param <E> its events
 * @param <D> its document
 */
public final class Aggregates<A, E, D extends OutboxDocument> {

    private static final Logger log = LoggerFactory.getLogger(Aggregates.class);
    private static final int MOST_RACES = 3;

    private final Documents<D> documents;
    private final EventWriter events;
    private final AggregateMapping<A, E, D> mapping;
    private final List<Consumer<Decided<A, E>>> beforeCommit = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Decided<A, E>, D>> afterCommit = new CopyOnWriteArrayList<>();

    Aggregates(
            MongoOperations mongo,
            Relay relay,
            EventWriter events,
            Class<D> type,
            AggregateMapping<A, E, D> mapping) {
        this.documents = new Documents<>(mongo, relay, type);
        this.events = events;
        this.mapping = mapping;
    }

    public Optional<A> find(String id) {
        return documents.find(id).map(mapping.toDomain());
    }

    /** One page of what a query finds, as {@link PageQuery} reads it. */
    public Page<A> page(Query query, int page, int limit) {
        return documents.page(query, page, limit).map(mapping.toDomain());
    }

    /** The document itself, for what the aggregate does not show. */
    public Optional<D> findDocument(String id) {
        return documents.find(id);
    }

    /** The collection's name. */
    public String collection() {
        return documents.name();
    }

    /**
     * Lets the stored aggregate decide, and stores what it decided.
     *
     * @return empty when there is none
     * @throws UnwritableEvent when no event can be made of what it decided
     */
    public Optional<Decided<A, E>> decide(String id, Function<A, Decision<A, E>> decision) {
        return OptimisticRetry.decide(() -> documents.find(id).map(loaded -> {
            A before = mapping.toDomain().apply(loaded);
            return store(loaded, Optional.of(before), decision.apply(before));
        }));
    }

    /**
     * Lets many decide at once: one query and one command for all of them, where each by itself would wait for the store.
     * Those of which somebody else was faster decide again, with what they made of it.
     *
     * <p>Where nothing changed, nothing is sent again: nobody waits for an answer, and the relay's sweep finds what a crash
     * has left.
     *
     * @return those that are to be decided one by one, because every race was lost, or no event can be made of what one
     *     decided
     */
    public List<String> decideTogether(Collection<String> ids, Function<A, Decision<A, E>> decision) {
        var alone = new ArrayList<String>();
        var tried = new HashMap<String, Tried<A, E, D>>();
        Collection<String> open = ids;
        for (int race = 0; race < MOST_RACES && !open.isEmpty(); race++) {
            open = decideOnce(open, decision, tried, alone);
        }
        alone.addAll(open);
        return alone;
    }

    /** What was to be stored, and of which it is not known whether it was. */
    private record Tried<A, E, D>(Decided<A, E> decided, D next) {}

    private Collection<String> decideOnce(
            Collection<String> ids,
            Function<A, Decision<A, E>> decision,
            Map<String, Tried<A, E, D>> tried,
            List<String> alone) {
        var now = new LinkedHashMap<String, Tried<A, E, D>>();
        for (D loaded : documents.findAll(ids)) {
            Tried<A, E, D> before = tried.remove(loaded.id());
            if (before != null && holdsEventsOf(before, loaded)) {
                documents.resendPending(loaded);
                committed(before.decided(), loaded);
                continue;
            }
            A aggregate = mapping.toDomain().apply(loaded);
            var decided = new Decided<>(Optional.of(aggregate), decision.apply(aggregate));
            if (isChange(decided)) {
                try {
                    Outbox outbox = outbox(loaded, decided.after(), decided.events());
                    now.put(loaded.id(), new Tried<>(
                            decided, mapping.toDocument().of(decided.after(), loaded, outbox)));
                } catch (UnwritableEvent e) {
                    log.debug("{} {} is decided by itself", collection(), loaded.id(), e);
                    alone.add(loaded.id());
                }
            }
        }
        if (now.isEmpty()) {
            return List.of();
        }
        List<Tried<A, E, D>> all = List.copyOf(now.values());
        all.forEach(each -> beforeCommit.forEach(hook -> hook.accept(each.decided())));
        List<D> stored = documents.replaceAll(all.stream().map(Tried::next).toList());
        if (stored.isEmpty()) {
            tried.putAll(now);
            return now.keySet();
        }
        for (int i = 0; i < all.size(); i++) {
            committed(all.get(i).decided(), stored.get(i));
        }
        return List.of();
    }

    /** Whether the last of the events that were to be stored is there: then all of it was. */
    private static <A, E, D extends OutboxDocument> boolean holdsEventsOf(Tried<A, E, D> tried, D loaded) {
        List<OutboxEntry> events = tried.next().outbox().unsent();
        return !tried.decided().events().isEmpty() && loaded.outbox().unsent().contains(events.getLast());
    }

    /**
     * The same for one that may not be there yet. It is made when the decision is to change.
     *
     * @param decision gets the stored aggregate, or empty when there is none
     */
    public Decided<A, E> decideOrCreate(String id, Function<Optional<A>, Decision<A, E>> decision) {
        return OptimisticRetry.decide(() -> {
            D loaded = documents.find(id).orElse(null);
            Optional<A> before = Optional.ofNullable(loaded).map(mapping.toDomain());
            return store(loaded, before, decision.apply(before));
        });
    }

    /**
     * Stores a new one.
     *
     * @return false when there is one of its id, which stays as it is
     */
    public boolean add(Decision<A, E> created) {
        try {
            save(null, new Decided<>(Optional.empty(), created));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Something to do right before each write; it may have to be done and the write not happen. */
    public void beforeCommit(Consumer<Decided<A, E>> hook) {
        beforeCommit.add(hook);
    }

    /** Something to do right after each write: a signal, an alarm clock. When we die in between, it is not done. */
    public void afterCommit(Consumer<Decided<A, E>> hook) {
        afterCommit.add((decided, stored) -> hook.accept(decided));
    }

    /** The same with the document as it is stored now, for whoever needs its {@code @Version}. */
    public void afterCommit(BiConsumer<Decided<A, E>, D> hook) {
        afterCommit.add(hook);
    }

    private Decided<A, E> store(@Nullable D loaded, Optional<A> before, Decision<A, E> decision) {
        var decided = new Decided<>(before, decision);
        if (isChange(decided)) {
            save(loaded, decided);
            return decided;
        }
        if (loaded != null) {
            documents.resendPending(loaded);
        }
        return new Decided<>(
                before,
                decision instanceof Decision.Changed ? Decision.unchanged(decision.aggregate(), "as it was") : decision);
    }

    private static <A, E> boolean isChange(Decided<A, E> decided) {
        return decided.changed()
                && !(decided.events().isEmpty() && decided.before().filter(decided.after()::equals).isPresent());
    }

    private void save(@Nullable D loaded, Decided<A, E> decided) {
        A next = decided.after();
        Outbox outbox = outbox(loaded, next, decided.events());
        D document = mapping.toDocument().of(next, loaded, outbox);
        beforeCommit.forEach(hook -> hook.accept(decided));
        committed(decided, documents.save(document));
    }

    private void committed(Decided<A, E> decided, D stored) {
        List<OutboxEntry> unsent = stored.outbox().unsent();
        unsent.subList(Math.max(0, unsent.size() - decided.events().size()), unsent.size()).forEach(EventLog::happened);
        afterCommit.forEach(hook -> hook.accept(decided, stored));
    }

    private Outbox outbox(@Nullable D loaded, A next, List<E> decided) {
        try {
            List<WireEvent> wire = decided.stream().map(event -> mapping.toWire().apply(next, event)).toList();
            return inItsContext(loaded, () -> events.append(
                    loaded == null ? Outbox.EMPTY : documents.unsentOf(loaded), mapping.tenantOf().apply(next), wire));
        } catch (RuntimeException e) {
            throw new UnwritableEvent(e);
        }
    }

    private <T> T inItsContext(@Nullable D loaded, Supplier<T> work) {
        MessageContext origin = loaded == null ? null : loaded.origin();
        MessageContext current = MessageContext.current();
        // An event that is handled says itself to which trace it belongs.
        if (origin == null || (current != null && current.causationId() != null)) {
            return work.get();
        }
        return events.within(origin, () -> current == null ? origin.supply(work) : work.get());
    }
}
