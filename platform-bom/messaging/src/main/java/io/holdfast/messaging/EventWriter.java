package io.holdfast.messaging;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.Topic;
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
                    traceparent(context),
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

    private static @Nullable String traceparent(@Nullable MessageContext context) {
        String current = Traces.current();
        return current != null || context == null ? current : context.traceparent();
    }
}
