package io.holdfast.messaging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line in the log for each thing that happened, once it is stored: what, and to which aggregate. Never the body, which may name
 * people. {@code logging.level.io.holdfast.events=WARN} is silence.
 */
public final class EventLog {

    private static final Logger log = LoggerFactory.getLogger("io.holdfast.events");

    private EventLog() {}

    public static void happened(OutboxEntry event) {
        if (!log.isInfoEnabled()) {
            return;
        }
        log.atInfo()
                .addKeyValue("event_type", event.type())
                .addKeyValue("event_id", event.eventId())
                .addKeyValue("event_key", event.key())
                .addKeyValue("tenant", event.tenantId())
                .addKeyValue("correlation_id", event.correlationId())
                .log("{} {}", event.type(), event.key());
    }
}
