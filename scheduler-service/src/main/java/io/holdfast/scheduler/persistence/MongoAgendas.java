package io.holdfast.scheduler.persistence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.publishing.TimerEventTranslator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** One document per booking; its version is the claim, so no instance needs a lease to fire a timer alone. */
@Repository
class MongoAgendas implements Agendas {

    private final Documents<AgendaDocument> documents;
    private final DueDocuments due;
    private final EventWriter events;
    private final TimerEventTranslator translator;
    private final Clock clock;
    private final ObjectProvider<DueWork> firing;

    /** @param firing asked for late, because firing in turn needs the agendas */
    MongoAgendas(
            MongoOperations mongo,
            Relay relay,
            EventWriter events,
            TimerEventTranslator translator,
            Clock clock,
            ObjectProvider<DueWork> firing) {
        this.documents = new Documents<>(mongo, relay, AgendaDocument.class);
        this.due = new DueDocuments(mongo, AgendaDocument.class, "dueAt");
        this.events = events;
        this.translator = translator;
        this.clock = clock;
        this.firing = firing;
    }

    @Override
    public void decide(String bookingId, Function<Optional<Agenda>, Optional<Agenda.Fired>> decision) {
        OptimisticRetry.decide(() -> {
            Optional<AgendaDocument> loaded = documents.find(bookingId);
            Optional<Agenda> stored = loaded.map(AgendaDocument::toAgenda);
            return decision.apply(stored)
                    .filter(decided -> !stored.equals(Optional.of(decided.agenda())))
                    .map(decided -> documents.save(next(decided, loaded)));
        }).ifPresent(this::rememberWhatIsNear);
    }

    private void rememberWhatIsNear(AgendaDocument saved) {
        if (saved.dueAt() != null) {
            firing.getObject().schedule(saved.id(), saved.dueAt());
        }
    }

    private AgendaDocument next(Agenda.Fired decided, Optional<AgendaDocument> loaded) {
        Agenda agenda = decided.agenda();
        Outbox kept = loaded.map(AgendaDocument::outbox).orElse(Outbox.EMPTY);
        Outbox outbox = decided.events().isEmpty()
                ? kept
                : events.append(
                        kept, agenda.tenantId(), decided.events().stream().map(translator::translate).toList());
        return AgendaDocument.of(
                agenda, loaded.map(AgendaDocument::version).orElse(null), clock.instant(), outbox);
    }

    /** Agendas whose next timer is due before {@code horizon}, the earliest first. */
    List<DueWork.Due> dueBefore(Instant horizon, int limit) {
        return due.dueBefore(horizon, limit);
    }
}
