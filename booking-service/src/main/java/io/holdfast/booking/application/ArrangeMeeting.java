package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import io.holdfast.booking.application.MeetingRooms.Appointment;
import io.holdfast.booking.application.MeetingRooms.Unavailable;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingState;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.Meeting;
import io.holdfast.messaging.aggregates.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the provider of meeting rooms for what a booking needs: stored work, so that confirming, moving and cancelling
 * never wait for it. Whatever became of the booking meanwhile, the last question is asked about the last state.
 */
@Component
public class ArrangeMeeting {

    private static final Logger log = LoggerFactory.getLogger(ArrangeMeeting.class);

    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    // Longer than a call to the provider with all its tries, so that two instances do not ask at once.
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Bookings bookings;
    private final MeetingRooms rooms;
    private final Clock clock;

    ArrangeMeeting(Bookings bookings, MeetingRooms rooms, Clock clock) {
        this.bookings = bookings;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** Does what is due for one booking; nothing when nothing is. */
    public void arrange(String id) {
        Instant now = clock.instant();
        bookings.find(new BookingId(id)).filter(booking -> isDue(booking, now)).ifPresent(booking -> {
            Duration pause = pauseAfter(booking.state().meeting().tries());
            tell(booking, found -> found.meetingPutOff(now.plus(LEASE.plus(pause))));
            try {
                ask(booking);
            } catch (Unavailable e) {
                log.warn("No meeting room for {} yet: {}", id, e.getMessage());
                giveUpAfterAWhile(booking);
            }
        });
    }

    private void ask(Booking booking) {
        BookingState state = booking.state();
        String url = null;
        if (booking.status() == BookingStatus.CANCELLED) {
            rooms.remove(booking.id());
        } else {
            url = rooms.arrange(new Appointment(
                    booking.id(),
                    booking.terms().offering().name() + " " + booking.terms().number(),
                    state.slot().start(),
                    state.slot().end(),
                    booking.terms().displayZone().getId()));
        }
        String answer = url;
        tell(booking, found -> found.meetingArranged(state.revision(), answer, clock.instant()));
    }

    private void giveUpAfterAWhile(Booking booking) {
        Meeting meeting = booking.state().meeting();
        if (meeting.tries() + 1 < TRIES) {
            return;
        }
        // A booking without any room is worse than one in another room; what cannot be removed is left alone.
        String instead = booking.status() == BookingStatus.CANCELLED
                ? null
                : meeting.url() == null ? rooms.instead(booking.id()) : meeting.url();
        tell(booking, found -> found.meetingArranged(booking.state().revision(), instead, clock.instant()));
    }

    private void tell(Booking booking, Function<Booking, Decision<Booking, BookingEvent>> news) {
        bookings.decide(booking.terms().tenant(), booking.id(), news);
    }

    private static boolean isDue(Booking booking, Instant now) {
        Instant due = booking.state().meeting().dueAt();
        return due != null && !due.isAfter(now);
    }

    private static Duration pauseAfter(int tries) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(tries, TRIES));
    }
}
