package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.PoisonMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Another service says something about a booking; the booking decides what it means. */
@Component
public class AdvanceBooking {

    private static final Logger log = LoggerFactory.getLogger(AdvanceBooking.class);

    private final Bookings bookings;
    private final Alerts alerts;
    private final WorkingTime atWork;
    private final Clock clock;

    AdvanceBooking(Bookings bookings, Alerts alerts, WorkingTime atWork, Clock clock) {
        this.bookings = bookings;
        this.alerts = alerts;
        this.atWork = atWork;
        this.clock = clock;
    }

    /** What a booking makes of a timer. */
    @FunctionalInterface
    public interface TimerDecision {

        Outcome of(Booking booking, int about, Instant due, Instant now);
    }

    /**
     * A timer for {@code due} rang, see {@link #advance}; somebody is called when the booking ended for want of an answer.
     *
     * @param about the revision that it rang for
     */
    public void timedOut(TenantId tenant, BookingId id, String cause, int about, Instant due, TimerDecision decision) {
        // What passed while we were away counts as not reached yet, so that it is kept in mind until all else was heard.
        Instant now = atWork.isEnoughFor(due) ? clock.instant() : Instant.MIN;
        alerts.decided(decide(tenant, id, cause, booking -> decision.of(booking, about, due, now)));
    }

    /**
     * @param cause what was said, for the log
     * @throws PoisonMessage when the tenant has no such booking: ids are told to others only after they are stored
     */
    public void advance(TenantId tenant, BookingId id, String cause, Function<Booking, Outcome> decision) {
        decide(tenant, id, cause, decision);
    }

    private Bookings.Decided decide(
            TenantId tenant, BookingId id, String cause, Function<Booking, Outcome> decision) {
        Bookings.Decided decided = bookings.decide(tenant, id, decision)
                .orElseThrow(() -> new PoisonMessage(cause + " is about a booking that does not exist.", null));
        switch (decided.outcome()) {
            case Outcome.Changed changed ->
                log.debug("{} {}: {} -> {}", cause, id, decided.booking().status(), changed.events());
            case Outcome.Unchanged unchanged ->
                log.debug("{} {} changes nothing in {}: {}", cause, id, decided.booking().status(), unchanged.why());
            case Outcome.Refused refused -> throw new IllegalStateException("Only people are refused: " + refused.why());
        }
        return decided;
    }
}
