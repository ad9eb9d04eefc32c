package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/** How a booking gets from one status to the next, and what follows from that; whether it does is for {@link Booking} to say. */
record Transitions(Booking booking, Instant now) {

    Decision<Booking, BookingEvent> holdSlot(Deadline hold) {
        if (!booking.owesMoney()) {
            return startConfirming(Actor.AVAILABILITY, Cause.SLOT_RESERVED);
        }
        Booking held = booking.with(next -> next.payment = booking.paymentSoFar().dueBy(hold.due()))
                .moved(change(BookingStatus.PENDING_PAYMENT, Actor.AVAILABILITY, Cause.SLOT_RESERVED, null))
                .with(next -> next.deadline = hold);
        return held.isPaid()
                ? held.at(now).paid()
                : held.tells(new BookingEvent.AwaitingPayment(hold.due(), hold.remindOfPayment(now)));
    }

    /** Once, and not about a hold that is over. */
    Decision<Booking, BookingEvent> remindOfPayment() {
        Payment payment = booking.paymentSoFar();
        Deadline hold = Objects.requireNonNull(booking.state().deadline());
        if (payment.remindedAt() != null) {
            return booking.unchanged(Booking.REPEATED);
        }
        return hold.isPast(now)
                ? booking.unchanged("the hold is over, and paying is too late")
                : booking.with(next -> next.payment = payment.reminded(now))
                        .tells(new BookingEvent.PaymentDue(hold.due()));
    }

    Decision<Booking, BookingEvent> paid() {
        return startConfirming(Actor.PAYMENT, Cause.PAYMENT_CAPTURED);
    }

    private Decision<Booking, BookingEvent> startConfirming(Actor by, Cause cause) {
        return booking.moved(change(BookingStatus.CONFIRMING, by, cause, null))
                .tells(new BookingEvent.Paid(booking.terms().owed(), booking.confirmingUntil(now)));
    }

    Decision<Booking, BookingEvent> confirmHold() {
        Instant start = booking.state().slot().start();
        if (!now.isBefore(booking.state().slot().end())) {
            // After a long outage: nobody can keep a promise about a time that is past, and nobody was told of it.
            return giveBack("Its time had passed before it could be confirmed", Actor.SCHEDULER, Cause.SLOT_BOOKED);
        }
        return switch (booking.terms().policies().confirmation().confirmation()) {
            case INSTANT -> becomeConfirmed(Actor.AVAILABILITY, Cause.SLOT_BOOKED);
            case MANUAL -> askForConfirmation(booking.terms().policies().confirmation().deadline(start, now));
        };
    }

    private Decision<Booking, BookingEvent> askForConfirmation(Optional<Instant> answerBy) {
        return answerBy.map(deadline -> booking.with(next -> next.confirmationDeadline = deadline)
                        .moved(change(BookingStatus.PENDING_CONFIRMATION, Actor.AVAILABILITY, Cause.SLOT_BOOKED, null))
                        .tells(new BookingEvent.AwaitingConfirmation(deadline, Deadline.at(deadline).remindOfAnswer(now))))
                .orElseGet(() -> giveBack(
                        "There was no time left to ask before the start", Actor.SCHEDULER, Cause.SLOT_BOOKED));
    }

    Decision<Booking, BookingEvent> becomeConfirmed(Actor by, Cause cause) {
        return booking.with(next -> next.meeting = booking.terms().firstMeeting(now))
                .moved(change(BookingStatus.CONFIRMED, by, cause, null))
                .tells(new BookingEvent.Confirmed(now));
    }

    Decision<Booking, BookingEvent> rejectUnanswered() {
        return end(BookingStatus.REJECTED, Actor.SCHEDULER, Cause.REQUEST_TIMED_OUT, Booking.NO_ANSWER);
    }

    Decision<Booking, BookingEvent> expire() {
        return end(BookingStatus.EXPIRED, Actor.SCHEDULER, Cause.HOLD_TIMED_OUT, "Nobody paid in time");
    }

    Decision<Booking, BookingEvent> giveBackUnanswered() {
        return giveBack("The slot could not be confirmed in time", Actor.SCHEDULER, Cause.CONFIRMING_TIMED_OUT);
    }

    /** What was promised cannot be kept, so everything that was paid goes back. */
    Decision<Booking, BookingEvent> giveBack(String reason, Actor by, Cause cause) {
        return booking.with(next -> next.cancellation = booking.refunds(now).byPlatform(reason))
                .at(now)
                .end(BookingStatus.CANCELLED, by, cause, reason);
    }

    Decision<Booking, BookingEvent> declineUnanswered() {
        return end(BookingStatus.DECLINED, Actor.SCHEDULER, Cause.CONFIRMATION_TIMED_OUT, Booking.NO_ANSWER);
    }

    Decision<Booking, BookingEvent> cancel(Actor by, String reason, RefundChoice choice) {
        boolean removesRoom = booking.state().meeting().mayBeKnownToProvider() && booking.terms().room() == null;
        return booking.with(next -> {
                    next.rescheduling.withdraw(next, now);
                    next.cancellation = booking.refunds(now).cancellation(by, reason, choice);
                    next.meeting = removesRoom ? next.meeting.due(now) : next.meeting.left();
                })
                .at(now)
                .end(BookingStatus.CANCELLED, by, Cause.CANCEL, reason);
    }

    Decision<Booking, BookingEvent> end(BookingStatus status, Actor by, Cause cause, String reason) {
        return booking.moved(change(status, by, cause, reason)).endAgain();
    }

    private StatusChange change(BookingStatus status, Actor by, Cause cause, @Nullable String reason) {
        return StatusChange.of(status, now, by, cause, reason);
    }
}
