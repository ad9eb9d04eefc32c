package io.holdfast.scheduler.application;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.UnwritableEvent;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.Timer;
import org.springframework.stereotype.Component;

/** Fires bookings' timers whose instant has come: a versioned write for each booking, so that of two instances one wins. */
@Component
public class FireTimers {

    private final Agendas agendas;
    private final Clock clock;

    FireTimers(Agendas agendas, Clock clock) {
        this.agendas = agendas;
        this.clock = clock;
    }

    /** @throws UnwritableEvent when a timer's event could not be made; the others have fired, and that one is due still */
    public void fire(String bookingId) {
        try {
            agendas.decide(bookingId, agenda -> agenda.fire(clock.instant()));
        } catch (UnwritableEvent e) {
            fireEach(bookingId);
            throw e;
        }
    }

    /** The same for several bookings, whose writes go to the store in one command. */
    public void fireAll(List<String> bookingIds) {
        agendas.decideTogether(bookingIds, agenda -> agenda.fire(clock.instant())).forEach(this::fire);
    }

    /** One that cannot be made keeps no other one back, and is shown to admins. */
    private void fireEach(String bookingId) {
        Instant now = clock.instant();
        List<Timer> due = new ArrayList<>();
        agendas.decide(bookingId, agenda -> {
            due.clear();
            due.addAll(agenda.due(now));
            return Decision.unchanged(agenda, "to know what is due");
        });
        for (Timer timer : due) {
            try {
                agendas.decide(bookingId, agenda -> agenda.fire(timer, now));
            } catch (UnwritableEvent e) {
                agendas.decide(bookingId, agenda ->
                        agenda.fail(timer, now, "The event of " + timer.kind() + " could not be made; it is tried until it can."));
            }
        }
    }
}
