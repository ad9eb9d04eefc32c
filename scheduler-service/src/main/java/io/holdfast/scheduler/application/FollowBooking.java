package io.holdfast.scheduler.application;

import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.Plan;
import io.holdfast.scheduler.domain.TenantId;
import org.springframework.stereotype.Component;

/** A booking has gone on, and its timers with it: one message, one write. */
@Component
public class FollowBooking {

    private final Agendas agendas;

    FollowBooking(Agendas agendas) {
        this.agendas = agendas;
    }

    public void follow(String bookingId, TenantId tenantId, Plan plan) {
        agendas.decideOrOpen(bookingId, stored ->
                stored.orElseGet(() -> Agenda.opened(bookingId, tenantId)).follow(plan));
    }
}
