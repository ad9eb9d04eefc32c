package io.holdfast.scheduler.persistence;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TimerFired;
import io.holdfast.scheduler.events.Bodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** One document per booking; its version is the claim, so no instance needs a lease to fire a timer alone. */
@Component
class MongoAgendas implements Agendas {

    private final Aggregates<Agenda, TimerFired, AgendaDocument> agendas;

    MongoAgendas(Aggregates<Agenda, TimerFired, AgendaDocument> agendas) {
        this.agendas = agendas;
    }

    @Override
    public Optional<Decided<Agenda, TimerFired>> decide(
            String bookingId, Function<Agenda, Decision<Agenda, TimerFired>> decision) {
        return agendas.decide(bookingId, decision);
    }

    @Override
    public Decided<Agenda, TimerFired> decideOrOpen(
            String bookingId, Function<Optional<Agenda>, Decision<Agenda, TimerFired>> decision) {
        return agendas.decideOrCreate(bookingId, decision);
    }

    @Configuration(proxyBeanMethods = false)
    static class Mapping {

        @Bean
        Aggregates<Agenda, TimerFired, AgendaDocument> agendas(
                MongoOperations mongo, Relay relay, EventWriter events, Clock clock) {
            return new Aggregates<>(mongo, relay, events, AgendaDocument.class, new AggregateMapping<>(
                    AgendaDocument::toDomain,
                    (agenda, loaded, outbox) -> AgendaDocument.of(agenda, loaded, clock.instant(), outbox),
                    agenda -> agenda.tenantId().value(),
                    Bodies::of));
        }
    }
}
