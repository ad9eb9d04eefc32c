package io.holdfast.messaging.aggregates;

/**
 * A decision is not stored, because no event can be made of what it says: the catalogue does not know the event, say, or
 * it belongs to another service. A bug, which the next try meets again, unlike trouble with the store.
 */
public final class UnwritableEvent extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnwritableEvent(RuntimeException cause) {
        super("An event of the decision cannot be made", cause);
    }
}
