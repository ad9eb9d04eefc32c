package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

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
 * @param search       for who provides it
 * @param commands     what is not done again
 * @param corrections  oldest first
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
        Search search,
        CommandLog commands,
        List<Correction> corrections,
        List<StatusChange> history) {

    public BookingState {
        conflicts = List.copyOf(conflicts);
        // Stored before there was one, or were any.
        search = search == null ? Search.NONE : search;
        corrections = corrections == null ? List.of() : List.copyOf(corrections);
        history = List.copyOf(history);
    }

    static BookingState requested(Slot slot, Deadline deadline, StatusChange requested) {
        return new BookingState(
                slot, null, deadline, null, null, Review.NONE, Meeting.NONE, List.of(), Rescheduling.NONE, Search.NONE,
                CommandLog.EMPTY, List.of(), List.of(requested));
    }

    public BookingStatus status() {
        return lastChange().status();
    }

    public StatusChange lastChange() {
        return history.getLast();
    }

    /** 1, and more with each time that it was moved or given back. */
    public int revision() {
        return Math.max(rescheduling.revision(), search.revision());
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

    /** With some of it changed. */
    BookingState with(Consumer<Next> change) {
        var next = new Next(this);
        change.accept(next);
        return new BookingState(
                next.slot, next.payment, next.deadline, next.confirmationDeadline, next.cancellation, next.review, next.meeting,
                next.conflicts, next.rescheduling, next.search, next.commands, next.corrections, next.history);
    }

    /** The next state while a decision puts it together; what it does not set stays. */
    static final class Next {

        Slot slot;
        @Nullable Payment payment;
        @Nullable Deadline deadline;
        @Nullable Instant confirmationDeadline;
        @Nullable Cancellation cancellation;
        Review review;
        Meeting meeting;
        List<Conflict> conflicts;
        Rescheduling rescheduling;
        Search search;
        CommandLog commands;
        List<Correction> corrections;
        List<StatusChange> history;

        private Next(BookingState before) {
            slot = before.slot;
            payment = before.payment;
            deadline = before.deadline;
            confirmationDeadline = before.confirmationDeadline;
            cancellation = before.cancellation;
            review = before.review;
            meeting = before.meeting;
            conflicts = before.conflicts;
            rescheduling = before.rescheduling;
            search = before.search;
            commands = before.commands;
            corrections = before.corrections;
            history = before.history;
        }

        /** @param at when another time is asked for again; null when none is asked for */
        void askAgainAt(@Nullable Instant at) {
            deadline = deadline == null ? null : deadline.askingAgainAt(at);
        }
    }
}
