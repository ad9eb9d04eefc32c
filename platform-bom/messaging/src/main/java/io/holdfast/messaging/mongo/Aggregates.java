package io.holdfast.messaging.mongo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.aggregates.UnwritableEvent;
import org.jspecify.annotations.Nullable;
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
        boolean changes = decision instanceof Decision.Changed
                && !(decision.events().isEmpty() && before.isPresent() && before.get().equals(decision.aggregate()));
        if (changes) {
            var decided = new Decided<>(before, decision);
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

    private void save(@Nullable D loaded, Decided<A, E> decided) {
        A next = decided.after();
        Outbox outbox = outbox(loaded, next, decided.events());
        D document = mapping.toDocument().of(next, loaded, outbox);
        beforeCommit.forEach(hook -> hook.accept(decided));
        D stored = documents.save(document);
        afterCommit.forEach(hook -> hook.accept(decided, stored));
    }

    private Outbox outbox(@Nullable D loaded, A next, List<E> decided) {
        try {
            List<WireEvent> wire = decided.stream().map(event -> mapping.toWire().apply(next, event)).toList();
            return inItsContext(loaded, () -> events.append(
                    loaded == null ? Outbox.EMPTY : loaded.outbox(), mapping.tenantOf().apply(next), wire));
        } catch (RuntimeException e) {
            throw new UnwritableEvent(e);
        }
    }

    private <T> T inItsContext(@Nullable D loaded, Supplier<T> work) {
        MessageContext origin = loaded == null ? null : mapping.originOf().apply(loaded);
        return origin == null || MessageContext.current() != null ? work.get() : origin.supply(work);
    }
}
