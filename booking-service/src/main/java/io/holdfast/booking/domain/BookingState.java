package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What changes in a booking's life, as it is stored and shown.
 *
 * @param revision     1, and one more with each rescheduling
 * @param payment      null while nothing was asked for, and for ever when nothing is owed
 * @param deadline     until when it waits where it stands; null where it waits for nothing
 * @param attendanceAt when it was first recorded whether the client was there; corrections do not change it
 * @param conflicts    what was in the way, where the slot was rejected because of other bookings
 * @param reschedules  attempts to move it, oldest first
 * @param handled      commands that are not done again, oldest first
 * @param history      oldest first, never empty
 */
public record BookingState(
        int revision,
        BookingStatus status,
        Slot slot,
        @Nullable Payment payment,
        @Nullable Deadline deadline,
        @Nullable Instant confirmationDeadline,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable Instant attendanceAt,
        @Nullable Cancellation cancellation,
        Review review,
        Meeting meeting,
        List<Conflict> conflicts,
        List<Reschedule> reschedules,
        List<HandledCommand> handled,
        List<StatusChange> history) {

    public BookingState {
        conflicts = List.copyOf(conflicts);
        reschedules = List.copyOf(reschedules);
        handled = List.copyOf(handled);
        history = List.copyOf(history);
    }

    static BookingState requested(Slot slot, Deadline deadline, StatusChange requested) {
        return new BookingState(
                1, BookingStatus.REQUESTED, slot, null, deadline, null, null, null, null, null, Review.NONE, Meeting.NONE,
                List.of(), List.of(), List.of(), List.of(requested));
    }

    /** The move that nobody has answered yet. */
    public Optional<Reschedule> pendingReschedule() {
        return lastReschedule().filter(Reschedule::isPending);
    }

    public Optional<Reschedule> lastReschedule() {
        return reschedules.isEmpty() ? Optional.empty() : Optional.of(reschedules.getLast());
    }
}
