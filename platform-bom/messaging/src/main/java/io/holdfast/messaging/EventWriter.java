package io.holdfast.messaging;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.Topic;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** Puts events into their envelopes and into the outbox of the document that is about to be saved. */
public final class EventWriter {

    private final String service;
    private final Clock clock;
    private final Catalogue catalogue;

    /** @param service the producer's name, which is the {@code ce_source} */
    public EventWriter(String service, Clock clock, Catalogue catalogue) {
        this.service = service;
        this.clock = clock;
        this.catalogue = catalogue;
    }

    /**
     * Appends {@code events} to {@code outbox}, in order.
     *
     * @throws IllegalArgumentException when a type is not in the catalogue, or its topic is another service's
     */
    public Outbox append(Outbox outbox, String tenantId, List<WireEvent> events) {
        MessageContext context = MessageContext.current();
        Traces.Written trace = trace(context);
        Instant now = now();
        long sequence = outbox.lastSequence();
        var entries = new ArrayList<OutboxEntry>(events.size());
        for (WireEvent event : events) {
            requireOwnTopic(event.type());
            String id = UUID.randomUUID().toString();
            entries.add(new OutboxEntry(
                    id,
                    event.type(),
                    service,
                    event.key(),
                    tenantId,
                    now,
                    ++sequence,
                    context == null ? id : context.correlationId(),
                    context == null ? null : context.causationId(),
                    trace == null ? null : trace.traceparent(),
                    trace == null ? null : trace.tracestate(),
                    event.json()));
        }
        return outbox.plus(entries);
    }

    private void requireOwnTopic(String type) {
        Topic topic = catalogue.topicOf(type);
        if (!topic.isWrittenBy(service)) {
            throw new IllegalArgumentException(
                    type + " belongs to " + topic.producer() + "; " + service + " may not publish it");
        }
    }

    /** Runs what appends the events of a document in the trace of its origin. */
    public <T> T within(MessageContext origin, Supplier<T> work) {
        try (Scope ignored = Traces.rejoined(origin, now()).makeCurrent()) {
            return work.get();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Traces.@Nullable Written trace(@Nullable MessageContext context) {
        Traces.Written current = Traces.current();
        if (current != null || context == null) {
            return current;
        }
        String traceparent = context.traceparent();
        return traceparent == null ? null : new Traces.Written(traceparent, context.tracestate());
    }
}
