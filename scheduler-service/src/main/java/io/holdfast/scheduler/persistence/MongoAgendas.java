package io.holdfast.scheduler.persistence;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.BookingTimer;
import io.holdfast.scheduler.domain.TimerFired;
import io.holdfast.scheduler.domain.TimerSearch;
import io.holdfast.scheduler.events.Bodies;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** One document per booking; its version is the claim, so no instance needs a lease to fire a timer alone. */
@Component
class MongoAgendas implements Agendas {

    private final MongoOperations mongo;
    private final Aggregates<Agenda, TimerFired, AgendaDocument> agendas;

    MongoAgendas(MongoOperations mongo, Aggregates<Agenda, TimerFired, AgendaDocument> agendas) {
        this.mongo = mongo;
        this.agendas = agendas;
    }

    @Bean
    static Aggregates<Agenda, TimerFired, AgendaDocument> agendas(AggregateFactory aggregates, Clock clock) {
        return aggregates.of(AgendaDocument.class, new AggregateMapping<>(
                AgendaDocument::toDomain,
                (agenda, loaded, outbox) -> AgendaDocument.of(agenda, loaded, clock.instant(), outbox),
                agenda -> agenda.tenantId().value(),
                Bodies::of));
    }

    @Override
    public Optional<Decided<Agenda, TimerFired>> decide(
            String bookingId, Function<Agenda, Decision<Agenda, TimerFired>> decision) {
        return agendas.decide(bookingId, decision);
    }

    @Override
    public List<String> decideTogether(
            Collection<String> bookingIds, Function<Agenda, Decision<Agenda, TimerFired>> decision) {
        return agendas.decideTogether(bookingIds, decision);
    }

    @Override
    public Decided<Agenda, TimerFired> decideOrOpen(
            String bookingId, Function<Optional<Agenda>, Decision<Agenda, TimerFired>> decision) {
        return agendas.decideOrCreate(bookingId, decision);
    }

    @Override
    public Page<BookingTimer> search(TimerSearch search, int page, int limit) {
        return new TimerQuery(mongo, agendas.collection(), search).page(page, limit);
    }
}
