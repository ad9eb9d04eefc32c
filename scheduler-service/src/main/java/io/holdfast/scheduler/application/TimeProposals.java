package io.holdfast.scheduler.application;

import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import org.springframework.stereotype.Component;

/** Waits for the answers of professionals who are asked to take a booking. */
@Component
public class TimeProposals {

    private final Agendas agendas;

    TimeProposals(Agendas agendas) {
        this.agendas = agendas;
    }

    /** Does nothing when this was heard before. */
    public void await(String bookingId, TenantId tenantId, Timer proposal) {
        agendas.decideOrOpen(bookingId, stored ->
                stored.orElseGet(() -> Agenda.opened(bookingId, tenantId)).await(proposal));
    }

    /** Does nothing where none is waited for. */
    public void end(String bookingId, String proposalId) {
        agendas.decide(bookingId, agenda -> agenda.withdrawProposal(proposalId));
    }
}
