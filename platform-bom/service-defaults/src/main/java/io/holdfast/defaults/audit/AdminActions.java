package io.holdfast.defaults.audit;

import java.time.Clock;
import java.util.List;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.mongo.Documents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;

/** Stores what admins do, in this service's own database, for the audit log to hear of. */
class AdminActions {

    private static final Logger log = LoggerFactory.getLogger(AdminActions.class);

    private final Documents<AdminActionDocument> documents;
    private final EventWriter events;
    private final Clock clock;

    AdminActions(MongoOperations mongo, Relay relay, EventWriter events, Clock clock) {
        this.documents = new Documents<>(mongo, relay, AdminActionDocument.class);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Returns once it is stored.
     *
     * @throws org.springframework.dao.DataAccessException when it is not; then nothing may be done
     */
    AdminActionDocument begin(AdminAction action) {
        return documents.save(new AdminActionDocument(
                action.id(), null, append(Outbox.EMPTY, action, Bodies.attempted(action)), action.at()));
    }

    /** Says how it ended. What was done is done: where that cannot be stored, the log has it without its end. */
    void end(AdminAction action, AdminActionDocument begun, Ending ending, int status, @Nullable String code) {
        try {
            var ended = Bodies.ended(action, ending, status, code, clock.instant());
            documents.save(new AdminActionDocument(
                    begun.id(), begun.version(), append(begun.outbox(), action, ended), begun.at()));
        } catch (RuntimeException e) {
            log.warn("How {} ended is not in the audit log (request {})", action.action(), action.requestId(), e);
        }
    }

    private Outbox append(Outbox outbox, AdminAction action, WireEvent event) {
        return events.append(outbox, action.tenantId(), List.of(event));
    }
}
