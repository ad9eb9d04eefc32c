package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/** That a booking took place, or that its client was not there: by the clock, and by people, who may correct it for a while. */
record Attendance(Booking booking, Instant now) {

    private static final int MOST_CORRECTIONS = 5;

    Decision<Booking, BookingEvent> begin() {
        return booking.moved(StatusChange.of(BookingStatus.IN_PROGRESS, now, Actor.SCHEDULER, Cause.START_REACHED, null))
                .tells(new BookingEvent.Started(now));
    }

    /** Start and end are two timers, and either may be the first that is heard of; what ended has begun. */
    Decision<Booking, BookingEvent> beginOrComplete() {
        return now.isBefore(booking.state().slot().end())
                ? begin()
                : begin().then(begun -> new Attendance(begun, now).end());
    }

    Decision<Booking, BookingEvent> end() {
        return complete(Actor.SCHEDULER, Cause.END_REACHED, null);
    }

    /** Somebody says that it took place, before its end was reached. */
    Decision<Booking, BookingEvent> completeAtOnce(Actor by, @Nullable String reason) {
        return begin().then(begun -> new Attendance(begun, now).complete(by, reason));
    }

    Decision<Booking, BookingEvent> complete(Actor by, @Nullable String reason) {
        return complete(by, Cause.COMPLETE, reason);
    }

    private Decision<Booking, BookingEvent> complete(Actor by, Cause cause, @Nullable String reason) {
        boolean asks = booking.state().review().status() != Review.Status.SUBMITTED;
        List<Instant> rounds = asks ? booking.terms().policies().reminders().reviewRounds(now) : List.of();
        return booking.with(next -> next.review = next.review.requested())
                .moved(StatusChange.of(BookingStatus.COMPLETED, now, by, cause, reason))
                .tells(new BookingEvent.Completed(now, asks, rounds));
    }

    Decision<Booking, BookingEvent> noShow(Actor by, @Nullable String reason) {
        return booking.with(next -> next.review = next.review.closed())
                .moved(StatusChange.of(BookingStatus.NO_SHOW, now, by, Cause.NO_SHOW, reason))
                .tells(new BookingEvent.NoShowRecorded(by.role(), now));
    }

    Decision<Booking, BookingEvent> unlessYetToCome(Supplier<Decision<Booking, BookingEvent>> record) {
        Instant start = booking.state().slot().start();
        if (now.isBefore(start)) {
            return booking.refused("not-started", "The booking starts at " + start + "; that can be recorded then.");
        }
        return booking.isMoving()
                ? booking.refused("reschedule-pending", "The booking is being moved. Please wait for the answer.")
                : record.get();
    }

    Decision<Booking, BookingEvent> whileItCanBeCorrected(Supplier<Decision<Booking, BookingEvent>> record) {
        int days = booking.terms().policies().correctionDays();
        List<StatusChange> recorded = booking.state().history().stream()
                .filter(change -> change.status() == BookingStatus.COMPLETED || change.status() == BookingStatus.NO_SHOW)
                .toList();
        if (now.isAfter(recorded.getFirst().at().plus(Duration.ofDays(days)))) {
            return booking.againstRule("correction-window", "Attendance can be corrected within " + days + " days.");
        }
        return recorded.size() > MOST_CORRECTIONS
                ? booking.againstRule(
                        "correction-limit",
                        "Attendance was corrected " + MOST_CORRECTIONS + " times; now it stays as it is.")
                : record.get();
    }
}
