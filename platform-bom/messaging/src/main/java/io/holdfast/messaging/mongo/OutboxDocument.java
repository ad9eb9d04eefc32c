package io.holdfast.messaging.mongo;

import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import org.jspecify.annotations.Nullable;

/** A document that carries the events its changes caused. Its fields {@code outbox} and {@code version} are so named. */
public interface OutboxDocument {

    String id();

    Outbox outbox();

    /**
     * The context that it was made in, so that what is done later, in no context, is done in that one; stored as
     * {@code origin}. Null where a document remembers none.
     */
    default @Nullable MessageContext origin() {
        return null;
    }
}
