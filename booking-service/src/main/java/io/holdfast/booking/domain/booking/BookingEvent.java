package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.payment.Cancellation;

/** What happened to a booking. Details are the booking's own: the bodies of events read them from it. */
public sealed interface BookingEvent {

    /** @param deadline when it is rejected unless availability has answered */
    record Requested(Instant deadline) implements BookingEvent {}

    record AwaitingPayment(Instant holdUntil) implements BookingEvent {}

    /**
     * Nothing more is owed.
     *
     * @param amount   zero when nothing was
     * @param deadline when the money goes back unless availability has made the hold final
     */
    record Paid(Money amount, Instant deadline) implements BookingEvent {}

    record AwaitingConfirmation(Instant deadline) implements BookingEvent {}

    record Confirmed(Instant at) implements BookingEvent {}

    record Rejected(String reason) implements BookingEvent {}

    /**
     * @param refund what had been paid, all of it
     * @param by     the scheduler when nobody answered in time
     */
    record Declined(String reason, Money refund, TriggeredBy by) implements BookingEvent {}

    record Expired() implements BookingEvent {}

    /**
     * @param wasConfirmed whether anybody had been told that the booking stands
     * @param withdrawn    the move that was still pending
     */
    record Cancelled(Cancellation cancellation, boolean wasConfirmed, Optional<Reschedule> withdrawn)
            implements BookingEvent {}

    /** Another time was asked for; the booking keeps the one that it has until the new one is booked. */
    record RescheduleRequested(Reschedule asked) implements BookingEvent {}

    /** The booking has its new time. */
    record Rescheduled(Reschedule done) implements BookingEvent {}

    /** The new time could not be had, or is no longer wanted; the booking keeps the one that it has. */
    record RescheduleRejected(int revision, Slot slot, String reason) implements BookingEvent {}

    record Started(Instant at) implements BookingEvent {}

    record Completed(Instant at) implements BookingEvent {}

    record NoShowRecorded(TriggeredBy by, Instant at) implements BookingEvent {}

    record Reviewed(int rating, Instant at) implements BookingEvent {}
}
