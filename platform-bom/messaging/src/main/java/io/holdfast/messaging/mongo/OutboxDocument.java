package io.holdfast.messaging.mongo;

import io.holdfast.messaging.Outbox;

/** A document that carries the events its changes caused. Its fields {@code outbox} and {@code version} are so named. */
public interface OutboxDocument {

    String id();

    Outbox outbox();
}
