package io.holdfast.messaging.aggregates;

import java.util.List;
import java.util.Optional;

/**
 * A decision that is stored.
 *
 * @param before the aggregate that decided, as it was stored; empty when it was not there
 */
public record Decided<A, E>(Optional<A> before, Decision<A, E> decision) {

    /** As stored now; or as it would begin, when it was not there and nothing changed. */
    public A after() {
        return decision.aggregate();
    }

    public List<E> events() {
        return decision.events();
    }

    public boolean changed() {
        return decision instanceof Decision.Changed;
    }
}
