package io.holdfast.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The message broker, as services see it: carries events from producers to subscriptions. Kafka in production; in
 * memory where a test runs a service alone.
 */
public interface EventTransport {

    /**
     * Sends one event; events with the same key arrive in the order in which their futures were awaited.
     *
     * @return completes once the event cannot be lost any more, or exceptionally when it was not taken
     */
    CompletableFuture<Void> send(OutboxEntry event);

    /** Starts to hand events to the table's handlers; offsets move only after a handler has finished or parked one. */
    Consumption consume(Subscriptions subscriptions);

    /** Starts to hand over what the services of the catalogue have parked, and will park. */
    Consumption consumeDeadLetters(DeadLetterReader reader);

    /**
     * Gives a message once more to the one group that could not take it; nobody else sees it. It does not go back to its
     * topic: there it would be news to everybody, and the latest of its key where a topic is compacted.
     *
     * @param headers as {@link DeadLetterHeaders#replayOf} makes them
     * @return completes once the message cannot be lost any more, or exceptionally when it was not taken
     */
    CompletableFuture<Void> replay(String group, RawEvent message, Map<String, String> headers);

    /**
     * Asks the broker how it is, for people; takes some tenths of a second.
     *
     * @return empty where there is no broker to be asked
     * @throws Exception when it does not answer within a few seconds
     */
    default Optional<BrokerState> state(String group) throws Exception {
        return Optional.empty();
    }

    /** A running subscription. */
    interface Consumption extends AutoCloseable {

        /** Whether events can reach the handlers now. */
        boolean isRunning();

        /** The loops that it runs. */
        default List<Heartbeat> heartbeats() {
            return List.of();
        }

        /** Stops after the messages in hand; what was not finished is delivered again to whoever continues. */
        @Override
        void close();
    }
}
