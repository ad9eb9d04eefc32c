package io.holdfast.scheduler.publishing;

import java.time.Instant;

import io.holdfast.messaging.WireEvent;
import io.holdfast.scheduler.domain.TimerFired;
import org.springframework.stereotype.Component;

/** Each kind of timer has an event of its own. */
@Component
public class TimerEventTranslator {

    public WireEvent translate(TimerFired event) {
        String type = switch (event.kind()) {
            case REQUEST -> "request.timed-out.v1";
            case HOLD -> "hold.timed-out.v1";
            case CONFIRMING -> "confirming.timed-out.v1";
            case CONFIRMATION -> "confirmation.timed-out.v1";
            case START -> "booking.start-reached.v1";
            case END -> "booking.end-reached.v1";
        };
        return new WireEvent(
                type, event.bookingId(), new DeadlineReached(event.bookingId(), event.revision(), event.dueAt()));
    }

    record DeadlineReached(String bookingId, int revision, Instant dueAt) {}
}
