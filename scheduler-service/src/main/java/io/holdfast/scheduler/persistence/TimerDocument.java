package io.holdfast.scheduler.persistence;

import java.time.Instant;

import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A timer as stored; {@code _id} is {@link TimerId#value()}. The index serves the search for what is due. */
@Permanent(why = "fired and withdrawn timers answer repeated messages")
@Document("timers")
@CompoundIndex(def = "{'status': 1, 'dueAt': 1}")
record TimerDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String bookingId,
        TimerKind kind,
        int revision,
        TimerStatus status,
        @Nullable Instant dueAt,
        Outbox outbox)
        implements OutboxDocument {

    static TimerDocument of(Timer timer, @Nullable Long version, Outbox outbox) {
        TimerId id = timer.id();
        return new TimerDocument(
                id.value(),
                version,
                timer.tenantId(),
                id.bookingId(),
                id.kind(),
                id.revision(),
                timer.status(),
                timer.dueAt(),
                outbox);
    }

    TimerId timerId() {
        return new TimerId(bookingId, kind, revision);
    }

    Timer timer() {
        return new Timer(timerId(), tenantId, status, dueAt);
    }
}
