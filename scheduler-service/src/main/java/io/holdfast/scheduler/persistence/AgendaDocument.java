package io.holdfast.scheduler.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Occasion;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A booking's agenda as it is stored; {@code _id} is the booking's id.
 *
 * @param heard     sequence of the booking's newest message that it follows
 * @param dueAt     when the next timer fires; null when none is pending
 * @param idleSince since when none is; null while one is
 * @param origin    the message that opened it, in whose trace its timers fire
 */
@DataRetention(
        since = "idleSince",
        period = "P30D",
        why = "the automation log, and answers to repeated messages, of which no topic keeps one for longer than a week")
@NoPersonalData(why = "when something is to happen to a booking, by its id")
@Document("agendas")
// The automation log: a tenant's timers by when they were to fire.
@CompoundIndex(def = "{'tenantId': 1, 'timers.scheduledFor': 1}")
record AgendaDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        long heard,
        @Bounded(max = Agenda.MOST, by = "Agenda, which forgets the oldest of a booking that is moved again and again")
        List<TimerPart> timers,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Nullable Instant idleSince,
        @Nullable MessageContext origin,
        Outbox outbox)
        implements OutboxDocument {

    /**
     * @param lead  of a reminder
     * @param round of a review request
     * @param proposal its id, of the wait for a professional's answer
     */
    record TimerPart(
            TimerKind kind,
            @Nullable String lead,
            @Nullable Integer round,
            @Nullable Boolean last,
            @Nullable String proposal,
            int revision,
            Instant scheduledFor,
            TimerStatus status,
            @Nullable Instant executedAt,
            @Nullable String error) {

        static TimerPart of(Timer timer) {
            var lead = timer.occasion() instanceof Occasion.Lead reminder ? reminder.beforeStart().toString() : null;
            var round = timer.occasion() instanceof Occasion.Round asked ? asked : null;
            return new TimerPart(
                    timer.kind(),
                    lead,
                    round == null ? null : round.number(),
                    round == null ? null : round.last(),
                    timer.occasion() instanceof Occasion.Proposal(String id) ? id : null,
                    timer.revision(),
                    timer.scheduledFor(),
                    timer.status(),
                    timer.executedAt(),
                    timer.error());
        }

        Timer toDomain() {
            return new Timer(kind, occasion(), revision, scheduledFor, status, executedAt, error);
        }

        private Occasion occasion() {
            if (lead != null) {
                return new Occasion.Lead(Duration.parse(lead));
            }
            if (proposal != null) {
                return new Occasion.Proposal(proposal);
            }
            return round != null ? new Occasion.Round(round, Boolean.TRUE.equals(last)) : Occasion.ONLY;
        }
    }

    static AgendaDocument of(Agenda agenda, @Nullable AgendaDocument loaded, Instant now, Outbox outbox) {
        Instant dueAt = agenda.nextDue().orElse(null);
        return new AgendaDocument(
                agenda.bookingId(),
                loaded == null ? null : loaded.version(),
                agenda.tenantId().value(),
                agenda.heard(),
                agenda.timers().stream().map(TimerPart::of).toList(),
                dueAt,
                dueAt == null ? now : null,
                loaded == null ? MessageContext.current() : loaded.origin(),
                outbox);
    }

    Agenda toDomain() {
        return new Agenda(id, new TenantId(tenantId), heard, timers.stream().map(TimerPart::toDomain).toList());
    }
}
