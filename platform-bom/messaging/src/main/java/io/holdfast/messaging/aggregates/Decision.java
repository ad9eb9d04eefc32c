package io.holdfast.messaging.aggregates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an aggregate decides about a command or a message: its next state with the events that this causes, or why nothing
 * changed. Aggregates are immutable, so that a decision can be thrown away and made again.
 *
 * @param <A> the aggregate
 * @param <E> its events, a sealed interface
 */
public sealed interface Decision<A, E> {

    /** The aggregate after the decision; the one that decided where nothing changed. */
    A aggregate();

    /** @param events in the order in which they go out; may be none when only what the aggregate knows changed */
    record Changed<A, E>(A aggregate, List<E> events) implements Decision<A, E> {
        public Changed {
            events = List.copyOf(events);
        }
    }

    /**
     * Nothing to do about it: a repetition, or something that matters no more.
     *
     * @param why for logs
     */
    record Unchanged<A, E>(A aggregate, String why) implements Decision<A, E> {}

    /** Somebody asked for what cannot be. */
    record Refused<A, E>(A aggregate, Refusal why) implements Decision<A, E> {}

    @SafeVarargs
    static <A, E> Decision<A, E> changed(A next, E... events) {
        return new Changed<>(next, List.of(events));
    }

    static <A, E> Decision<A, E> changed(A next, List<? extends E> events) {
        return new Changed<>(next, List.copyOf(events));
    }

    static <A, E> Decision<A, E> unchanged(A current, String why) {
        return new Unchanged<>(current, why);
    }

    static <A, E> Decision<A, E> refused(A current, Refusal refusal) {
        return new Refused<>(current, refusal);
    }

    /** What there is to say. */
    default List<E> events() {
        return List.of();
    }

    /** Why it was refused, where it was. */
    default Optional<Refusal> refusal() {
        return this instanceof Refused<A, E> refused ? Optional.of(refused.why()) : Optional.empty();
    }

    /** Decides again on what this decision leads to; the events of both go out. A refusal stays one. */
    default Decision<A, E> then(Function<? super A, ? extends Decision<A, E>> next) {
        if (this instanceof Refused) {
            return this;
        }
        Decision<A, E> second = next.apply(aggregate());
        if (!(this instanceof Changed)) {
            return second;
        }
        return switch (second) {
            case Changed<A, E> changed -> {
                var both = new ArrayList<>(events());
                both.addAll(changed.events());
                yield new Changed<>(changed.aggregate(), both);
            }
            case Unchanged<A, E> unchanged -> this;
            case Refused<A, E> refused -> refused;
        };
    }
}
