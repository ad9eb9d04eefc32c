package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.payment.Cancellation;

/** What happened to a booking. Details are the booking's own: the bodies of events read them from it. */
public sealed interface BookingEvent {

    /** @param deadline when it is rejected unless availability has answered */
    record Requested(Instant deadline) implements BookingEvent {}

    /** @param remindAt when the payer is reminded, unless it is paid by then */
    record AwaitingPayment(Instant holdUntil, Instant remindAt) implements BookingEvent {}

    /** It is still unpaid, and time to say so. */
    record PaymentDue(Instant holdUntil) implements BookingEvent {}

    /** An attempt to pay failed, and the slot is still held. */
    record PaymentFailed(String paymentId, String reason, Instant holdUntil) implements BookingEvent {}

    /**
     * Nothing more is owed.
     *
     * @param amount   zero when nothing was
     * @param deadline when the money goes back unless availability has made the hold final
     */
    record Paid(Money amount, Instant deadline) implements BookingEvent {}

    /** @param remindAt when who has to answer is reminded, unless they have by then */
    record AwaitingConfirmation(Instant deadline, Instant remindAt) implements BookingEvent {}

    /**
     * Somebody who provides it is to be found.
     *
     * @param deadline  by then
     * @param givenBack what a professional has given back; empty when it is the first time that somebody is looked for
     */
    record AwaitingMatch(Instant deadline, Optional<GivenBack> givenBack) implements BookingEvent {}

    /**
     * @param revision  the booking's, until then
     * @param slot      that it had
     * @param withdrawn the move that was still pending
     */
    record GivenBack(int revision, Slot slot, Optional<Reschedule> withdrawn) {}

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
     * @param booked       what was booked for it all the same, and is not its slot
     */
    record Cancelled(
            Cancellation cancellation, boolean wasConfirmed, Optional<Reschedule> withdrawn, Optional<BookedSlot> booked)
            implements BookingEvent {

        public Cancelled(Cancellation cancellation, boolean wasConfirmed, Optional<Reschedule> withdrawn) {
            this(cancellation, wasConfirmed, withdrawn, Optional.empty());
        }
    }

    /** Another time was asked for; the booking keeps the one that it has until the new one is booked. */
    record RescheduleRequested(Reschedule asked) implements BookingEvent {}

    /** The booking has its new time. */
    record Rescheduled(Reschedule done) implements BookingEvent {}

    /**
     * The new time could not be had, or is no longer wanted; the booking keeps the one that it has.
     *
     * @param offer as which it was held; empty where it was chosen freely
     */
    record RescheduleRejected(int revision, Slot slot, String reason, Optional<WaitlistOffer> offer)
            implements BookingEvent {

        public RescheduleRejected(int revision, Slot slot, String reason) {
            this(revision, slot, reason, Optional.empty());
        }
    }

    /** Somebody whose booking this is not wanted it to have that time. They learn nothing; what was held for them is free. */
    record OfferReturned(int revision, Slot slot, WaitlistOffer offer) implements BookingEvent {}

    /** What its client said was corrected; whoever was told before has to know. */
    record Corrected(Correction correction) implements BookingEvent {}

    record Started(Instant at) implements BookingEvent {}

    /**
     * @param asksForReview whether the client is asked for a review: not when there is one
     * @param rounds        when they are asked again, the earliest first
     */
    record Completed(Instant at, boolean asksForReview, List<Instant> rounds) implements BookingEvent {

        public Completed {
            rounds = List.copyOf(rounds);
        }
    }

    record NoShowRecorded(TriggeredBy by, Instant at) implements BookingEvent {}

    record Reviewed(int rating, Instant at) implements BookingEvent {}
}
