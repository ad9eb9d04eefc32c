package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.Payment;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a booking's life, as it is stored and shown.
 *
 * @param payment      null while nothing was asked for, and for ever when nothing is owed
 * @param deadline     until when it waits where it stands; null where it waits for nothing
 * @param conflicts    what was in the way, where the slot was rejected because of other bookings
 * @param rescheduling attempts to move it
 * @param commands     what is not done again
 * @param history      oldest first, never empty
 */
public record BookingState(
        Slot slot,
        @Nullable Payment payment,
        @Nullable Deadline deadline,
        @Nullable Instant confirmationDeadline,
        @Nullable Cancellation cancellation,
        Review review,
        Meeting meeting,
        List<Conflict> conflicts,
        Rescheduling rescheduling,
        CommandLog commands,
        List<StatusChange> history) {

    public BookingState {
        conflicts = List.copyOf(conflicts);
        history = List.copyOf(history);
    }

    static BookingState requested(Slot slot, Deadline deadline, StatusChange requested) {
        return new BookingState(
                slot, null, deadline, null, null, Review.NONE, Meeting.NONE, List.of(), Rescheduling.NONE, CommandLog.EMPTY,
                List.of(requested));
    }

    public BookingStatus status() {
        return lastChange().status();
    }

    public StatusChange lastChange() {
        return history.getLast();
    }

    /** 1, and one more with each time that it was moved. */
    public int revision() {
        return rescheduling.revision();
    }

    /** When it was confirmed; moving it to another time does not change that. */
    public @Nullable Instant confirmedAt() {
        return history.stream()
                .filter(change -> change.status() == BookingStatus.CONFIRMED)
                .map(StatusChange::at)
                .findFirst()
                .orElse(null);
    }

    public @Nullable Instant completedAt() {
        return status() == BookingStatus.COMPLETED ? lastChange().at() : null;
    }

    BookingState withSlot(Slot next) {
        return new BookingState(
                next, payment, deadline, confirmationDeadline, cancellation, review, meeting, conflicts, rescheduling,
                commands, history);
    }

    BookingState withPayment(Payment next) {
        return new BookingState(
                slot, next, deadline, confirmationDeadline, cancellation, review, meeting, conflicts, rescheduling,
                commands, history);
    }

    BookingState withDeadline(@Nullable Deadline next) {
        return new BookingState(
                slot, payment, next, confirmationDeadline, cancellation, review, meeting, conflicts, rescheduling,
                commands, history);
    }

    /** @param at when another time is asked for again; null when none is asked for */
    BookingState askingAgainAt(@Nullable Instant at) {
        return withDeadline(deadline == null ? null : deadline.askingAgainAt(at));
    }

    BookingState withConfirmationDeadline(Instant next) {
        return new BookingState(
                slot, payment, deadline, next, cancellation, review, meeting, conflicts, rescheduling, commands, history);
    }

    BookingState withCancellation(Cancellation next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, next, review, meeting, conflicts, rescheduling, commands,
                history);
    }

    BookingState withReview(Review next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, cancellation, next, meeting, conflicts, rescheduling,
                commands, history);
    }

    BookingState withMeeting(Meeting next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, cancellation, review, next, conflicts, rescheduling,
                commands, history);
    }

    BookingState withConflicts(List<Conflict> next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, cancellation, review, meeting, next, rescheduling, commands,
                history);
    }

    BookingState withRescheduling(Rescheduling next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, cancellation, review, meeting, conflicts, next, commands,
                history);
    }

    BookingState withCommands(CommandLog next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, cancellation, review, meeting, conflicts, rescheduling,
                next, history);
    }

    BookingState withChange(StatusChange next) {
        return new BookingState(
                slot, payment, deadline, confirmationDeadline, cancellation, review, meeting, conflicts, rescheduling,
                commands, Stream.concat(history.stream(), Stream.of(next)).toList());
    }
}
