package io.holdfast.scheduler.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A booking's agenda as it is stored; {@code _id} is the booking's id.
 *
 * @param dueAt     when the next timer fires; null when none is armed
 * @param idleSince since when none is; null while one is
 */
@DataRetention(
        since = "idleSince",
        period = "P30D",
        why = "fired and withdrawn timers answer repeated messages, and no topic keeps one for longer than a week")
@Document("agendas")
record AgendaDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        int revision,
        boolean over,
        @Bounded(max = 6, by = "TimerKind, as an agenda holds one timer of each kind")
        List<TimerPart> timers,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Nullable Instant idleSince,
        Outbox outbox)
        implements OutboxDocument {

    record TimerPart(TimerKind kind, TimerStatus status, @Nullable Instant dueAt) {}

    static AgendaDocument of(Agenda agenda, @Nullable AgendaDocument loaded, Instant now, Outbox outbox) {
        Instant dueAt = agenda.nextDue().orElse(null);
        return new AgendaDocument(
                agenda.bookingId(),
                loaded == null ? null : loaded.version(),
                agenda.tenantId().value(),
                agenda.revision(),
                agenda.over(),
                agenda.timers().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(timer -> new TimerPart(
                                timer.getKey(), timer.getValue().status(), timer.getValue().dueAt()))
                        .toList(),
                dueAt,
                dueAt == null ? now : null,
                outbox);
    }

    Agenda toDomain() {
        return new Agenda(
                id,
                new TenantId(tenantId),
                revision,
                over,
                timers.stream()
                        .collect(Collectors.toMap(
                                TimerPart::kind, timer -> new Timer(timer.status(), timer.dueAt()))));
    }
}
