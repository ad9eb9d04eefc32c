package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decision;

/**
 * A timer of a booking that rang. It rings once, by the clock of another. One that rings too soon by ours is kept in mind,
 * and the booking decides when its time has come. It does so too, a little later, when none rings at all.
 *
 * @param about the revision that it rang for
 * @param due   the deadline for which it was set
 */
public record FiredTimer(Booking booking, int about, Instant due, Instant now) {

    /** For availability's first answer. */
    public Decision<Booking, BookingEvent> requestTimedOut() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED -> onceDue(waiting -> waiting.at(now).rejectUnanswered());
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                booking.unchanged("the slot was reserved before the timer rang");
            case REJECTED -> booking.unchanged(Booking.REPEATED);
            case EXPIRED, DECLINED, CANCELLED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** For the hold. One that was prolonged meanwhile has another timer. */
    public Decision<Booking, BookingEvent> holdTimedOut() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED -> booking.unchanged(Booking.TOO_SOON);
            case PENDING_PAYMENT -> onceDue(waiting -> waiting.at(now).expire());
            case CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> booking.unchanged(
                    "it was paid before the timer rang; availability decides whether the slot is still ours");
            case EXPIRED -> booking.unchanged(Booking.REPEATED);
            case REJECTED, DECLINED, CANCELLED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** For reminding the payer: the hold runs, and nobody has paid. */
    public Decision<Booking, BookingEvent> holdReminderDue() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED -> booking.unchanged(Booking.TOO_SOON);
            case PENDING_PAYMENT -> booking.at(now).remindOfPayment();
            case CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                booking.unchanged("it was paid before the timer rang");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** For making the hold final: what was paid is not kept for a slot that nobody vouches for. */
    public Decision<Booking, BookingEvent> confirmingTimedOut() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED, PENDING_PAYMENT -> booking.unchanged(Booking.TOO_SOON);
            case CONFIRMING -> onceDue(waiting -> waiting.at(now).giveBackUnanswered());
            case PENDING_MATCH -> booking.unchanged("no hold is made final where somebody is looked for");
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                booking.unchanged("the slot was booked before the timer rang");
            case CANCELLED -> booking.unchanged(Booking.REPEATED);
            case REJECTED, EXPIRED, DECLINED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** For the professional's answer. */
    public Decision<Booking, BookingEvent> confirmationTimedOut() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING -> booking.unchanged(Booking.TOO_SOON);
            case PENDING_CONFIRMATION -> onceDue(waiting -> waiting.at(now).declineUnanswered());
            case PENDING_MATCH -> booking.unchanged("whoever is found has accepted");
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                booking.unchanged("it was accepted before the timer rang");
            case DECLINED -> booking.unchanged(Booking.REPEATED);
            case REJECTED, EXPIRED, CANCELLED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** For finding somebody. Matching hears of it too, and whoever is faster ends it; the end is the same. */
    public Decision<Booking, BookingEvent> matchTimedOut() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION -> booking.unchanged(Booking.TOO_SOON);
            case PENDING_MATCH -> onceDue(waiting -> waiting.at(now).giveBackUnmatched());
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                booking.unchanged("somebody was found before the timer rang");
            case CANCELLED -> booking.unchanged(Booking.REPEATED);
            case REJECTED, EXPIRED, DECLINED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** The booking starts now. */
    public Decision<Booking, BookingEvent> startReached() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH ->
                booking.unchanged("the booking is not confirmed, so nothing begins");
            case CONFIRMED -> onceDueAndNotMoving(standing -> standing.attendance(now).begin());
            case IN_PROGRESS, COMPLETED -> booking.unchanged(Booking.REPEATED);
            case NO_SHOW -> booking.unchanged("the client was marked absent before the timer rang");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** The booking ends now. */
    public Decision<Booking, BookingEvent> endReached() {
        return booking.ifCurrent(about, () -> switch (booking.status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH ->
                booking.unchanged("the booking is not confirmed, so nothing ends");
            case CONFIRMED -> onceDueAndNotMoving(standing -> standing.attendance(now).beginOrComplete());
            case IN_PROGRESS -> onceDue(begun -> begun.attendance(now).end());
            case COMPLETED -> booking.unchanged(Booking.REPEATED);
            case NO_SHOW -> booking.unchanged("the client was marked absent");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> booking.unchanged(Booking.ENDED);
        });
    }

    /** {@code then} follows if its time has come by our clock. */
    private Decision<Booking, BookingEvent> onceDue(Function<Booking, Decision<Booking, BookingEvent>> then) {
        Deadline deadline = booking.state().deadline();
        if (deadline == null || !deadline.isMeantBy(due)) {
            return booking.unchanged("it rang for an earlier deadline than there is now");
        }
        return deadline.isReached(now) ? then.apply(booking) : keepInMind();
    }

    private Decision<Booking, BookingEvent> onceDueAndNotMoving(
            Function<Booking, Decision<Booking, BookingEvent>> then) {
        // Where it is going to be comes first; when it stays where it is, it is overdue at once.
        // The end's timer may ring between start and end, and is kept in mind for then.
        return booking.isMoving() ? keepInMind() : onceDue(standing -> keepInMind().then(then));
    }

    private Decision<Booking, BookingEvent> keepInMind() {
        Deadline before = booking.state().deadline();
        Deadline after = before == null ? null : before.rang(due);
        return Objects.equals(after, before)
                ? booking.unchanged(Booking.REPEATED)
                : booking.with(next -> next.deadline = after).tells();
    }
}
