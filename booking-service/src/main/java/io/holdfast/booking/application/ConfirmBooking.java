package io.holdfast.booking.application;

import java.time.Clock;
import java.util.function.Function;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.access.Caller;
import org.springframework.stereotype.Component;

/** The professional or an admin answers a booking that waits for it: accepts, or declines with a reason. */
@Component
public class ConfirmBooking {

    private final Bookings bookings;
    private final BookingAccess access;
    private final Clock clock;

    ConfirmBooking(Bookings bookings, BookingAccess access, Clock clock) {
        this.bookings = bookings;
        this.access = access;
        this.clock = clock;
    }

    /** @throws Refused 409 when the booking does not wait for an answer */
    public Booking confirm(Caller caller, BookingId id) {
        TriggeredBy by = access.answering(caller, id);
        return answer(caller, id, booking -> booking.confirm(by, clock.instant()));
    }

    /** @throws Refused 409 when the booking does not wait for an answer */
    public Booking decline(Caller caller, BookingId id, String reason) {
        TriggeredBy by = access.answering(caller, id);
        return answer(caller, id, booking -> booking.decline(reason, by, clock.instant()));
    }

    private Booking answer(Caller caller, BookingId id, Function<Booking, Outcome> decision) {
        Bookings.Decided decided = bookings.decide(new TenantId(caller.tenantId()), id, decision)
                .orElseThrow(Refused::noSuchBooking);
        return switch (decided.outcome()) {
            case Outcome.Changed changed -> decided.booking();
            case Outcome.Unchanged unchanged -> throw Refused.conflict(
                            "The booking does not wait for an answer, it is " + decided.booking().status() + ".");
        };
    }
}
