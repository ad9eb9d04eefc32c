package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Deadline;
import org.springframework.stereotype.Component;

/**
 * Lets a booking decide that it has waited long enough, whatever became of its timer: one that rang too soon by our
 * clock, or late, or never.
 */
@Component
public class MeetDeadline {

    private final StoredBookings stored;
    private final Bookings bookings;
    private final Alerts alerts;
    private final Clock clock;
    private final WorkingTime atWork;

    MeetDeadline(StoredBookings stored, Bookings bookings, Alerts alerts, WorkingTime atWork, Clock clock) {
        this.stored = stored;
        this.bookings = bookings;
        this.alerts = alerts;
        this.clock = clock;
        this.atWork = atWork;
    }

    /** Does what is due for one booking; nothing when nothing is, or when its timer may still be on its way. */
    public void meet(String id) {
        Instant now = clock.instant();
        stored.find(new BookingId(id))
                .filter(booking -> booking.overdueAt().filter(at -> !at.isAfter(now)).isPresent())
                .filter(this::wasAllHeard)
                .flatMap(booking -> bookings.decide(booking.terms().tenant(), booking.id(), found -> found.overdue(now)))
                .ifPresent(alerts::decided);
    }

    private boolean wasAllHeard(Booking booking) {
        Deadline deadline = booking.state().deadline();
        if (deadline == null || deadline.isWaitingForItsTimer()) {
            return atWork.isEnough();
        }
        return atWork.isEnoughFor(deadline.due());
    }
}
