package io.holdfast.scheduler.application;

import java.util.function.UnaryOperator;

import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TenantId;
import org.springframework.stereotype.Component;

/** A booking has gone on, and its deadlines with it: one message, one write. */
@Component
public class FollowBooking {

    private final Agendas agendas;

    FollowBooking(Agendas agendas) {
        this.agendas = agendas;
    }

    /**
     * @param revision of the booking, as the message has it
     * @param step     what becomes of its agenda
     */
    public void follow(String bookingId, TenantId tenantId, int revision, UnaryOperator<Agenda> step) {
        agendas.decideOrOpen(bookingId, stored -> {
            Agenda agenda = stored.orElseGet(() -> Agenda.opened(bookingId, tenantId, revision));
            return agenda.isCurrent(revision)
                    ? Decision.changed(step.apply(agenda.atRevision(revision)))
                    : Decision.unchanged(agenda, "about a time that the booking has left");
        });
    }
}
