package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/** How a booking gets from one status to the next, and what follows from that; whether it does is for {@link Booking} to say. */
record Transitions(Booking booking, Instant now) {

    private static final String TIME_PASSED = "Its time had passed before it could be confirmed";

    Decision<Booking, BookingEvent> holdSlot(Deadline hold) {
        return booking.owesMoney()
                ? askForPayment(hold, Actor.AVAILABILITY, Cause.SLOT_RESERVED)
                : startConfirming(Actor.AVAILABILITY, Cause.SLOT_RESERVED);
    }

    /** Somebody is to be found, once nothing more is owed: until then there is nothing to hold. */
    Decision<Booking, BookingEvent> askForMatch(Actor by) {
        Instant payBy = now.plus(Duration.ofMinutes(booking.terms().rules().holdMinutes()));
        return booking.owesMoney()
                ? askForPayment(Deadline.at(payBy), by, Cause.REQUEST)
                : lookForProfessional(by, Cause.REQUEST);
    }

    private Decision<Booking, BookingEvent> askForPayment(Deadline hold, Actor by, Cause cause) {
        Booking held = booking.with(next -> next.payment = booking.paymentSoFar().dueBy(hold.due()))
                .moved(change(BookingStatus.PENDING_PAYMENT, by, cause, null))
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
        return switch (booking.terms().mode()) {
            case DIRECT -> startConfirming(Actor.PAYMENT, Cause.PAYMENT_CAPTURED);
            case MATCH -> lookForProfessional(Actor.PAYMENT, Cause.PAYMENT_CAPTURED);
        };
    }

    private Decision<Booking, BookingEvent> lookForProfessional(Actor by, Cause cause) {
        return matchDeadline()
                .map(deadline -> booking.with(next -> next.search = next.search.begun(deadline))
                        .moved(change(BookingStatus.PENDING_MATCH, by, cause, null))
                        .tells(new BookingEvent.AwaitingMatch(deadline, Optional.empty())))
                .orElseGet(() -> giveBack(
                        "There was no time left to look for somebody before the start", Actor.SCHEDULER, cause));
    }

    private Optional<Instant> matchDeadline() {
        return booking.terms().policies().match().deadline(booking.state().slot().start(), now);
    }

    /** Somebody was found, and their slot is booked. */
    Decision<Booking, BookingEvent> assign(Slot found) {
        Booking assigned = booking.with(next -> next.slot = found);
        // After a long outage: nobody can keep a promise about a time that is past, and nobody was told of it.
        return now.isBefore(found.end())
                ? assigned.at(now).becomeConfirmed(Actor.MATCHING, Cause.MATCH_FOUND)
                : assigned.at(now).giveBack(TIME_PASSED, Actor.SCHEDULER, Cause.MATCH_FOUND);
    }

    Decision<Booking, BookingEvent> giveBackUnmatched() {
        return giveBack("Nobody was found in time", Actor.SCHEDULER, Cause.MATCH_TIMED_OUT);
    }

    /** A professional cannot come after all. Where the platform found them, it looks for somebody else first. */
    Decision<Booking, BookingEvent> cancelOrLookAgain(Actor by, String reason, RefundChoice choice) {
        boolean again = by.role() == TriggeredBy.PROFESSIONAL
                && booking.status() == BookingStatus.CONFIRMED
                && booking.terms().mode() == Mode.MATCH
                && booking.state().search().times() < booking.terms().policies().match().returns();
        return (again ? matchDeadline() : Optional.<Instant>empty())
                .map(deadline -> lookAgain(by, reason, deadline))
                .orElseGet(() -> cancel(by, reason, choice));
    }

    private Decision<Booking, BookingEvent> lookAgain(Actor by, String reason, Instant deadline) {
        int revision = booking.state().revision();
        Slot slot = booking.state().slot();
        Booking withdrawn = booking.with(next -> next.rescheduling.withdraw(next, now));
        var givenBack = new BookingEvent.GivenBack(revision, slot, withdrawn.state().rescheduling().withdrawn(revision));
        int next = booking.state().rescheduling().nextUnused(revision);
        return withdrawn.with(state -> {
                    state.search = state.search.begunAgain(next, deadline, slot.provider().id());
                    state.slot = slot.with(null);
                    // The room may stay for whoever is found; it is asked for again then.
                    state.meeting = state.meeting.left();
                })
                .moved(change(BookingStatus.PENDING_MATCH, by, Cause.CANCEL, reason))
                .tells(new BookingEvent.AwaitingMatch(deadline, Optional.of(givenBack)));
    }

    private Decision<Booking, BookingEvent> startConfirming(Actor by, Cause cause) {
        return booking.moved(change(BookingStatus.CONFIRMING, by, cause, null))
                .tells(new BookingEvent.Paid(booking.terms().owed(), booking.confirmingUntil(now)));
    }

    Decision<Booking, BookingEvent> confirmHold() {
        Instant start = booking.state().slot().start();
        if (!now.isBefore(booking.state().slot().end())) {
            // After a long outage: nobody can keep a promise about a time that is past, and nobody was told of it.
            return giveBack(TIME_PASSED, Actor.SCHEDULER, Cause.SLOT_BOOKED);
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
        return booking.with(next -> {
                    next.cancellation = booking.refunds(now).byPlatform(reason);
                    next.meeting = meetingAfterEnd();
                })
                .at(now)
                .end(BookingStatus.CANCELLED, by, cause, reason);
    }

    Decision<Booking, BookingEvent> declineUnanswered() {
        return end(BookingStatus.DECLINED, Actor.SCHEDULER, Cause.CONFIRMATION_TIMED_OUT, Booking.NO_ANSWER);
    }

    Decision<Booking, BookingEvent> cancel(Actor by, String reason, RefundChoice choice) {
        return booking.with(next -> {
                    next.rescheduling.withdraw(next, now);
                    next.cancellation = booking.refunds(now).cancellation(by, reason, choice);
                    next.meeting = meetingAfterEnd();
                })
                .at(now)
                .end(BookingStatus.CANCELLED, by, Cause.CANCEL, reason);
    }

    private Meeting meetingAfterEnd() {
        Meeting meeting = booking.state().meeting();
        return meeting.mayBeKnownToProvider() && booking.terms().room() == null ? meeting.due(now) : meeting.left();
    }

    Decision<Booking, BookingEvent> end(BookingStatus status, Actor by, Cause cause, String reason) {
        return booking.moved(change(status, by, cause, reason)).endAgain();
    }

    private StatusChange change(BookingStatus status, Actor by, Cause cause, @Nullable String reason) {
        return StatusChange.of(status, now, by, cause, reason);
    }
}
