package io.holdfast.endtoend.next;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.holdfast.messaging.BrokerState;
import io.holdfast.messaging.DeadLetterReader;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.RawEvent;
import io.holdfast.messaging.Subscriptions;

/** Adds a field to each event, and says something of each request that nobody has heard of before. */
final class NextWords implements EventTransport {

    private static final String ADDED = "\"" + NextVersion.ADDED_FIELD + "\":{\"words\":[\"नया\",2,null]},";

    private final EventTransport transport;

    NextWords(EventTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<Void> send(OutboxEntry event) {
        String richer = event.data().replaceFirst("\\{", "{" + ADDED);
        CompletableFuture<Void> sent = transport.send(with(event, event.eventId(), event.type(), richer));
        if (!event.type().equals("booking.requested.v1")) {
            return sent;
        }
        return sent.thenCompose(done -> transport.send(with(event, event.eventId() + "-next", NextVersion.UNKNOWN_TYPE, event.data())));
    }

    private static OutboxEntry with(OutboxEntry event, String id, String type, String data) {
        return new OutboxEntry(
                id, type, event.source(), event.key(), event.tenantId(), event.at(), event.sequence(), event.correlationId(),
                event.causationId(), event.traceparent(), event.tracestate(), data);
    }

    @Override
    public Consumption consume(Subscriptions subscriptions) {
        return transport.consume(subscriptions);
    }

    @Override
    public Consumption consumeDeadLetters(DeadLetterReader reader) {
        return transport.consumeDeadLetters(reader);
    }

    @Override
    public CompletableFuture<Void> replay(String group, RawEvent message, Map<String, String> headers) {
        return transport.replay(group, message, headers);
    }

    @Override
    public Optional<BrokerState> state(String group) throws Exception {
        return transport.state(group);
    }
}
