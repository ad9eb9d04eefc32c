package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.FiredTimer;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.aggregates.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Applies another service's message to the booking that it is about; the booking decides what it means. */
@Component
public class ApplyMessage {

    private static final Logger log = LoggerFactory.getLogger(ApplyMessage.class);

    private final Bookings bookings;
    private final WorkingTime workingTime;
    private final Clock clock;

    ApplyMessage(Bookings bookings, WorkingTime workingTime, Clock clock) {
        this.bookings = bookings;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    /**
     * A timer for {@code due} rang.
     *
     * @param about the revision that it rang for
     */
    public void applyTimer(
            TenantId tenant,
            BookingId id,
            String type,
            int about,
            Instant due,
            Function<FiredTimer, Decision<Booking, BookingEvent>> decision) {
        // What passed while we were away counts as not reached yet, so that it is kept in mind until all else was heard.
        Instant now = workingTime.isEnoughFor(due) ? clock.instant() : Instant.MIN;
        apply(tenant, id, type, booking -> decision.apply(new FiredTimer(booking, about, due, now)));
    }

    /**
     * @param type of the message, for the log
     * @throws PoisonMessage when the tenant has no such booking: ids are told to others only after they are stored
     */
    public void apply(
            TenantId tenant, BookingId id, String type, Function<Booking, Decision<Booking, BookingEvent>> decision) {
        var decided = bookings.decide(tenant, id, decision)
                .orElseThrow(() -> new PoisonMessage(type + " is about a booking that does not exist.", null));
        BookingStatus status = decided.after().status();
        switch (decided.decision()) {
            case Decision.Changed<Booking, BookingEvent> changed ->
                log.debug("{} {}: {} -> {}", type, id, status, changed.events());
            case Decision.Unchanged<Booking, BookingEvent> unchanged ->
                log.debug("{} {} changes nothing in {}: {}", type, id, status, unchanged.why());
            case Decision.Refused<Booking, BookingEvent> refused ->
                throw new IllegalStateException("Only people are refused: " + refused.why());
        }
    }
}
