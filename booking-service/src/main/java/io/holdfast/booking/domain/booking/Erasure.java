package io.holdfast.booking.domain.booking;

import java.util.Map;

import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.PaymentStatus;
import io.holdfast.messaging.aggregates.Decision;

/**
 * Erasing of a booking who booked it and what they said: names, addresses, numbers, answers, notes, reasons and the text of a
 * review. What it was, when, with whom, what it cost and what became of it stays, as the business's record.
 */
final class Erasure {

    /** In the place of a reason, which events want. */
    private static final String ERASED = "Erased";

    private Erasure() {}

    /** Whether somebody still has to come, or money is on its way: then who they are is still needed. */
    static boolean isPossible(Booking booking) {
        boolean refundIsOnItsWay = booking.state().payment() != null
                && booking.state().payment().status() == PaymentStatus.REFUND_PENDING;
        return booking.status().isOver() && !refundIsOnItsWay;
    }

    static Decision<Booking, BookingEvent> decide(Booking booking) {
        if (booking.terms().client().isErased()) {
            return booking.unchanged("its client was erased before");
        }
        if (!isPossible(booking)) {
            return booking.refused(
                    "person-has-live-bookings", "The booking is " + booking.status() + ", so who booked it cannot be erased.");
        }
        // Nobody is told: who keeps something of it hears of the erasure itself.
        return new Booking(erased(booking.terms()), booking.state())
                .with(next -> {
                    next.cancellation = next.cancellation == null ? null : erased(next.cancellation);
                    next.review = next.review.withoutText();
                    next.rescheduling = new Rescheduling(
                            next.rescheduling.attempts().stream().map(Reschedule::withoutNote).toList());
                    next.history = next.history.stream().map(Erasure::erased).toList();
                })
                .tells();
    }

    static Decision<Booking, BookingEvent> decideRecipient(Booking booking) {
        if (booking.terms().recipient() == null) {
            return booking.unchanged("it names nobody but its client");
        }
        if (!isPossible(booking)) {
            return booking.refused(
                    "person-has-live-bookings", "The booking is " + booking.status() + ", so whom it is for cannot be erased.");
        }
        return new Booking(booking.terms().withoutRecipient(), booking.state()).with(next -> { }).tells();
    }

    private static BookingTerms erased(BookingTerms terms) {
        return new BookingTerms(
                terms.id(), terms.tenant(), terms.number(), terms.mode(), terms.manual(), terms.offering(), terms.rules(),
                terms.preparation(), terms.policies(), terms.price(), Client.ERASED, null, null,
                terms.match(), Map.of(), terms.language(), terms.displayZone(), null, terms.video(), terms.room(),
                terms.requestHash(), terms.waitlistEntry(), terms.requestedAt());
    }

    private static Cancellation erased(Cancellation cancellation) {
        return new Cancellation(
                cancellation.by(), ERASED, cancellation.refundPercentage(), cancellation.refund(), cancellation.onBehalfOf());
    }

    /** What people wrote may name somebody; what the platform says does not. */
    private static StatusChange erased(StatusChange change) {
        boolean isPersons = switch (change.triggeredBy()) {
            case CLIENT, PROFESSIONAL, ADMIN -> true;
            case AVAILABILITY, PAYMENT, MATCHING, SCHEDULER -> false;
        };
        return isPersons && change.reason() != null
                ? new StatusChange(change.status(), change.at(), change.triggeredBy(), change.cause(), ERASED, change.by())
                : change;
    }
}
