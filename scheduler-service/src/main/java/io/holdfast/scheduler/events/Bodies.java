package io.holdfast.scheduler.events;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.contracts.Wire;
import io.holdfast.messaging.WireEvent;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Occasion;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerFired;

/** The bodies of this service's events on topic {@code timers}; each kind of timer has an event of its own. */
public final class Bodies {

    private Bodies() {}

    public static WireEvent of(Agenda agenda, TimerFired event) {
        String booking = agenda.bookingId();
        Timer timer = event.timer();
        return switch (timer.kind()) {
            case REQUEST -> new WireEvent("request.timed-out.v1", booking, DeadlineReached.of(booking, timer));
            case HOLD_REMINDER -> new WireEvent("hold.reminder-due.v1", booking, DeadlineReached.of(booking, timer));
            case HOLD -> new WireEvent("hold.timed-out.v1", booking, DeadlineReached.of(booking, timer));
            case CONFIRMING -> new WireEvent("confirming.timed-out.v1", booking, DeadlineReached.of(booking, timer));
            case CONFIRMATION_REMINDER ->
                new WireEvent("confirmation.reminder-due.v1", booking, DeadlineReached.of(booking, timer));
            case CONFIRMATION -> new WireEvent("confirmation.timed-out.v1", booking, DeadlineReached.of(booking, timer));
            case PROPOSAL -> new WireEvent("proposal.timed-out.v1", booking, ProposalTimedOut.of(booking, timer));
            case MATCH -> new WireEvent("match.timed-out.v1", booking, DeadlineReached.of(booking, timer));
            case WAITLIST_OFFER -> new WireEvent("waitlist-offer.timed-out.v1", booking, DeadlineReached.of(booking, timer));
            case REMINDER -> new WireEvent("reminder.due.v1", booking, ReminderDue.of(booking, timer));
            case START -> new WireEvent("booking.start-reached.v1", booking, DeadlineReached.of(booking, timer));
            case END -> new WireEvent("booking.end-reached.v1", booking, DeadlineReached.of(booking, timer));
            case REVIEW_REQUEST -> new WireEvent("review-request.due.v1", booking, ReviewRequestDue.of(booking, timer));
        };
    }

    record DeadlineReached(String bookingId, int revision, Instant dueAt) {

        static DeadlineReached of(String bookingId, Timer timer) {
            return new DeadlineReached(bookingId, timer.revision(), timer.scheduledFor());
        }
    }

    record ProposalTimedOut(String bookingId, int revision, Instant dueAt, String proposalId) {

        static ProposalTimedOut of(String bookingId, Timer timer) {
            String proposal = ((Occasion.Proposal) timer.occasion()).id();
            return new ProposalTimedOut(bookingId, timer.revision(), timer.scheduledFor(), proposal);
        }
    }

    record ReminderDue(
            String bookingId,
            int revision,
            Instant dueAt,
            @Wire(value = "How long before the start, an ISO 8601 duration.", pattern = "^P.+$") String lead) {

        static ReminderDue of(String bookingId, Timer timer) {
            Duration lead = ((Occasion.Lead) timer.occasion()).beforeStart();
            return new ReminderDue(bookingId, timer.revision(), timer.scheduledFor(), lead.toString());
        }
    }

    record ReviewRequestDue(
            String bookingId,
            int revision,
            Instant dueAt,
            @Wire(value = "Which reminder of the review it is.", min = 1) int round,
            @Wire("Whether none comes after it.") boolean last) {

        static ReviewRequestDue of(String bookingId, Timer timer) {
            var round = (Occasion.Round) timer.occasion();
            return new ReviewRequestDue(bookingId, timer.revision(), timer.scheduledFor(), round.number(), round.last());
        }
    }
}
