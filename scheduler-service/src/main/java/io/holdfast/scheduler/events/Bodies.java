package io.holdfast.scheduler.events;

import java.time.Instant;

import io.holdfast.messaging.WireEvent;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.TimerFired;

/** The bodies of this service's events on topic {@code timers}; each kind of timer has an event of its own. */
public final class Bodies {

    private Bodies() {}

    public static WireEvent of(Agenda agenda, TimerFired event) {
        String type = switch (event.kind()) {
            case REQUEST -> "request.timed-out.v1";
            case HOLD -> "hold.timed-out.v1";
            case CONFIRMING -> "confirming.timed-out.v1";
            case CONFIRMATION -> "confirmation.timed-out.v1";
            case START -> "booking.start-reached.v1";
            case END -> "booking.end-reached.v1";
        };
        return new WireEvent(type, agenda.bookingId(), DeadlineReached.of(agenda, event));
    }

    record DeadlineReached(String bookingId, int revision, Instant dueAt) {

        static DeadlineReached of(Agenda agenda, TimerFired event) {
            return new DeadlineReached(agenda.bookingId(), event.revision(), event.dueAt());
        }
    }
}
