package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.Deadline;
import org.springframework.stereotype.Component;

/**
 * Lets a booking decide that it has waited long enough, whatever became of its timer: one that rang too soon by our
 * clock, or late, or never.
 */
@Component
public class ApplyDeadline {

    private final Bookings bookings;
    private final WorkingTime workingTime;
    private final Clock clock;

    ApplyDeadline(Bookings bookings, WorkingTime workingTime, Clock clock) {
        this.bookings = bookings;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    /** Does what is due for one booking; nothing when nothing is, or when its timer may still be on its way. */
    public void apply(String id) {
        Instant now = clock.instant();
        bookings.find(new BookingId(id))
                .filter(booking -> booking.overdueAt().filter(at -> !at.isAfter(now)).isPresent())
                .filter(this::wasAllHeard)
                .ifPresent(booking -> bookings.decide(booking.terms().tenant(), booking.id(), found -> found.overdue(now)));
    }

    private boolean wasAllHeard(Booking booking) {
        Deadline deadline = booking.state().deadline();
        if (deadline == null || deadline.isWaitingForItsTimer()) {
            return workingTime.isEnough();
        }
        return workingTime.isEnoughFor(deadline.due());
    }
}
