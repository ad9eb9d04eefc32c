package io.holdfast.scheduler.application;

import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import org.springframework.stereotype.Component;

/** Waits for the answers of those whom matching asks: professionals, and people on a waitlist. */
@Component
public class TimeAnswers {

    private final Agendas agendas;

    TimeAnswers(Agendas agendas) {
        this.agendas = agendas;
    }

    /** Does nothing when this was heard before. */
    public void await(String bookingId, TenantId tenantId, Timer answer) {
        agendas.decideOrOpen(bookingId, stored ->
                stored.orElseGet(() -> Agenda.opened(bookingId, tenantId)).await(answer));
    }

    /** A professional's answer is not waited for any more. Does nothing where none is. */
    public void endProposal(String bookingId, String proposalId) {
        agendas.decide(bookingId, agenda -> agenda.withdrawProposal(proposalId));
    }

    /** The same of who was offered a slot. */
    public void endWaitlistOffer(String bookingId) {
        agendas.decide(bookingId, Agenda::withdrawWaitlistOffer);
    }
}
