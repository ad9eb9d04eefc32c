package io.holdfast.scheduler.application;

import java.time.Clock;

import io.holdfast.scheduler.domain.Agendas;
import org.springframework.stereotype.Component;

/** Fires a booking's timers whose instant has come: one versioned write, so that of two instances one wins. */
@Component
public class FireTimers {

    private final Agendas agendas;
    private final Clock clock;

    FireTimers(Agendas agendas, Clock clock) {
        this.agendas = agendas;
        this.clock = clock;
    }

    public void fire(String bookingId) {
        agendas.decide(bookingId, agenda -> agenda.fire(clock.instant()));
    }
}
