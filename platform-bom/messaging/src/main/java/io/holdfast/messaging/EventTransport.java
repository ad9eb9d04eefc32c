package io.holdfast.messaging;

import java.util.concurrent.CompletableFuture;

/** Carries events from producers to subscriptions. Kafka in production; in memory where a test runs a service alone. */
public interface EventTransport {

    /**
     * Sends one event; events with the same key arrive in the order in which their futures were awaited.
     *
     * @return completes once the event cannot be lost any more, or exceptionally when it was not taken
     */
    CompletableFuture<Void> send(OutboxEntry event);

    /** Starts to hand events to the table's handlers; offsets move only after a handler has finished or parked one. */
    Consumption consume(Subscriptions subscriptions);

    /** A running subscription. */
    interface Consumption extends AutoCloseable {

        /** Whether events can reach the handlers now. */
        boolean isRunning();

        /** Stops after the messages in hand; what was not finished is delivered again to whoever continues. */
        @Override
        void close();
    }
}
