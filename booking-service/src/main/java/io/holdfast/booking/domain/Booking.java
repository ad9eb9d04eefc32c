package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The promise, and the subject of the saga.
 *
 * <p>Messages come at least once and in any order, so each method decides for every status: it moves the booking, or
 * says why nothing changes. {@code REJECTED}, {@code EXPIRED}, {@code DECLINED} and {@code CANCELLED} absorb; where the
 * sender has evidently not heard of the end (it just held or booked our slot), the end is told again.
 * {@code BookingTableTest} shows all pairs in one table.
 */
public final class Booking {

    // Clocks of two machines differ a little. A timer fires once, so one that is ahead of us by less is believed.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private static final String REPEATED = "it was decided before";
    private static final String ENDED = "the booking has ended";
    private static final String TOO_SOON = "nothing was asked for yet";

    private final BookingTerms terms;
    private final int revision;
    private final Slot slot;
    private final List<StatusChange> history;
    private BookingStatus status;
    private @Nullable Payment payment;
    private @Nullable Instant confirmationDeadline;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant completedAt;
    private @Nullable Cancellation cancellation;

    /** A booking as it was stored. */
    public Booking(BookingTerms terms, BookingState state) {
        this.terms = terms;
        this.revision = state.revision();
        this.slot = state.slot();
        this.history = new ArrayList<>(state.history());
        this.status = state.status();
        this.payment = state.payment();
        this.confirmationDeadline = state.confirmationDeadline();
        this.confirmedAt = state.confirmedAt();
        this.completedAt = state.completedAt();
        this.cancellation = state.cancellation();
    }

    /** A client asks for a slot that they chose. */
    public static NewBooking request(BookingTerms terms, Slot slot) {
        var requested =
                new StatusChange(BookingStatus.REQUESTED, terms.requestedAt(), TriggeredBy.CLIENT, null);
        var state = new BookingState(
                1, BookingStatus.REQUESTED, slot, null, null, null, null, null, List.of(requested));
        return new NewBooking(new Booking(terms, state), List.of(new BookingEvent.Requested()));
    }

    // ---- the slot

    /** Availability holds the slot until {@code holdUntil}. */
    public Outcome slotReserved(int about, Instant holdUntil, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> holdSlot(holdUntil, now);
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED ->
                unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> endAgain();
        });
    }

    /** Availability cannot give us the slot. */
    public Outcome slotRejected(int about, String reason, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> {
                move(BookingStatus.REJECTED, now, TriggeredBy.AVAILABILITY, reason);
                yield changed(new BookingEvent.Rejected(reason));
            }
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED ->
                unchanged("the slot was reserved before, and the first answer stands");
            case REJECTED -> unchanged(REPEATED);
            case EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** Availability has made the hold final: the slot is ours. */
    public Outcome slotBooked(int about, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> switch (terms.confirmation().confirmation()) {
                case INSTANT -> stand(now, TriggeredBy.AVAILABILITY);
                case MANUAL -> askForConfirmation(now);
            };
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> endAgain();
        });
    }

    /** The hold had lapsed and somebody else has the slot. */
    public Outcome slotLost(int about, String reason, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> {
                cancellation = new Cancellation(Cancellation.By.PLATFORM, reason, 100, terms.price().total());
                move(BookingStatus.CANCELLED, now, TriggeredBy.AVAILABILITY, reason);
                yield changed(end());
            }
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED ->
                unchanged("the slot was booked before, and the first answer stands");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    // ---- the money: facts are kept whenever they come, the booking moves only when it waited for them. They are not
    // held against the revision, because what was paid stays paid when the booking moves to another time.

    /** The payer can pay this order. */
    public Outcome paymentOrderCreated(String orderId, String keyId) {
        return see(paymentSoFar().ordered(orderId, keyId));
    }

    /** The money is ours. */
    public Outcome paymentCaptured(Money amount, Instant now) {
        if (!amount.equals(terms.price().total())) {
            return unchanged("what was captured is not what is owed");
        }
        Outcome seen = see(paymentSoFar().captured());
        return switch (status) {
            case PENDING_PAYMENT -> isPaid() ? makeFinal(now, TriggeredBy.PAYMENT) : seen;
            case REQUESTED, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED -> seen;
            // Payment-service hears of both the capture and our end, and gives back as soon as it knows the two.
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> seen;
        };
    }

    /** An attempt failed; the payer may try again while the hold lasts. */
    public Outcome paymentFailed() {
        return see(paymentSoFar().failed());
    }

    public Outcome paymentRefundRequested() {
        return see(paymentSoFar().refundRequested());
    }

    /** @param inFull whether nothing of the captured amount is left with us */
    public Outcome paymentRefunded(boolean inFull) {
        return see(paymentSoFar().refunded(inFull));
    }

    public Outcome paymentRefundFailed() {
        return see(paymentSoFar().refundFailed());
    }

    // ---- time

    /** The timer for the hold rang. A hold that was prolonged meanwhile has another timer. */
    public Outcome holdTimedOut(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> unchanged(TOO_SOON);
            case PENDING_PAYMENT -> {
                if (!isReached(paymentSoFar().holdUntil(), due, now)) {
                    yield unchanged("the hold has not ended");
                }
                move(BookingStatus.EXPIRED, now, TriggeredBy.SCHEDULER, "Nobody paid in time");
                yield changed(end());
            }
            case CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED ->
                unchanged("it was paid before the timer rang; availability decides whether the slot is still ours");
            case EXPIRED -> unchanged(REPEATED);
            case REJECTED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The timer for the professional's answer rang. */
    public Outcome confirmationTimedOut(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING -> unchanged(TOO_SOON);
            case PENDING_CONFIRMATION -> isReached(confirmationDeadline, due, now)
                    ? declineBecause("There was no answer in time", TriggeredBy.SCHEDULER, now)
                    : unchanged("the deadline has not passed");
            case CONFIRMED, IN_PROGRESS, COMPLETED -> unchanged("it was accepted before the timer rang");
            case DECLINED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The booking starts now. */
    public Outcome startReached(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION ->
                unchanged("the booking is not confirmed, so nothing begins");
            case CONFIRMED -> isReached(slot.start(), due, now)
                    ? changed(begin(now))
                    : unchanged("the start is not reached");
            case IN_PROGRESS, COMPLETED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The booking ends now. */
    public Outcome endReached(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION ->
                unchanged("the booking is not confirmed, so nothing ends");
            // Start and end are two timers. After an outage the second may overtake the first; what ended has begun.
            case CONFIRMED -> isReached(slot.end(), due, now)
                    ? changed(begin(now), complete(now))
                    : unchanged("the end is not reached");
            case IN_PROGRESS -> isReached(slot.end(), due, now)
                    ? changed(complete(now))
                    : unchanged("the end is not reached");
            case COMPLETED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    // ---- people

    /** The professional or an admin accepts. */
    public Outcome confirm(TriggeredBy by, Instant now) {
        return switch (status) {
            case PENDING_CONFIRMATION -> stand(now, by);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING -> unchanged(TOO_SOON);
            case CONFIRMED, IN_PROGRESS, COMPLETED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        };
    }

    /** The professional or an admin does not accept; what was paid goes back. */
    public Outcome decline(String reason, TriggeredBy by, Instant now) {
        return switch (status) {
            case PENDING_CONFIRMATION -> declineBecause(reason, by, now);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING -> unchanged(TOO_SOON);
            case CONFIRMED, IN_PROGRESS, COMPLETED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        };
    }

    // ---- what to know of it

    public BookingId id() {
        return terms.id();
    }

    public BookingStatus status() {
        return status;
    }

    public BookingTerms terms() {
        return terms;
    }

    public BookingState state() {
        return new BookingState(
                revision,
                status,
                slot,
                payment,
                confirmationDeadline,
                confirmedAt,
                completedAt,
                cancellation,
                history);
    }

    // ---- moves

    private Outcome holdSlot(Instant holdUntil, Instant now) {
        if (terms.price().isFree()) {
            return makeFinal(now, TriggeredBy.AVAILABILITY);
        }
        payment = paymentSoFar().dueBy(holdUntil);
        move(BookingStatus.PENDING_PAYMENT, now, TriggeredBy.AVAILABILITY, null);
        return isPaid() ? makeFinal(now, TriggeredBy.PAYMENT) : changed(new BookingEvent.AwaitingPayment(holdUntil));
    }

    private Outcome makeFinal(Instant now, TriggeredBy by) {
        move(BookingStatus.CONFIRMING, now, by, null);
        return changed(new BookingEvent.Paid(terms.price().total()));
    }

    private Outcome askForConfirmation(Instant now) {
        Instant deadline = terms.confirmation().deadline(slot.start(), now);
        confirmationDeadline = deadline;
        move(BookingStatus.PENDING_CONFIRMATION, now, TriggeredBy.AVAILABILITY, null);
        return changed(new BookingEvent.AwaitingConfirmation(deadline));
    }

    private Outcome stand(Instant now, TriggeredBy by) {
        confirmedAt = now;
        move(BookingStatus.CONFIRMED, now, by, null);
        return changed(new BookingEvent.Confirmed(now));
    }

    private Outcome declineBecause(String reason, TriggeredBy by, Instant now) {
        move(BookingStatus.DECLINED, now, by, reason);
        return changed(end());
    }

    private BookingEvent begin(Instant now) {
        move(BookingStatus.IN_PROGRESS, now, TriggeredBy.SCHEDULER, null);
        return new BookingEvent.Started(now);
    }

    private BookingEvent complete(Instant now) {
        completedAt = now;
        move(BookingStatus.COMPLETED, now, TriggeredBy.SCHEDULER, null);
        return new BookingEvent.Completed(now);
    }

    /** The sender still acts for a booking that has ended, so it is told again; what it holds for us it lets go. */
    private Outcome endAgain() {
        return changed(end());
    }

    private BookingEvent end() {
        String reason = String.valueOf(history.getLast().reason());
        return switch (status) {
            case REJECTED -> new BookingEvent.Rejected(reason);
            case EXPIRED -> new BookingEvent.Expired();
            case DECLINED -> new BookingEvent.Declined(reason, terms.price().total());
            case CANCELLED -> {
                if (cancellation == null) {
                    throw new IllegalStateException(id() + " is cancelled, but nobody knows by whom");
                }
                yield new BookingEvent.Cancelled(cancellation, confirmedAt != null);
            }
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED ->
                throw new IllegalStateException(id() + " has not ended, it is " + status);
        };
    }

    private void move(BookingStatus next, Instant now, TriggeredBy by, @Nullable String reason) {
        status = next;
        history.add(new StatusChange(next, now, by, reason));
    }

    /** Paid and not on its way back. */
    private boolean isPaid() {
        return payment != null && payment.status() == PaymentStatus.CAPTURED;
    }

    private Payment paymentSoFar() {
        return payment == null ? Payment.owed(terms.price().total()) : payment;
    }

    private Outcome see(Payment next) {
        if (terms.price().isFree()) {
            return unchanged("nothing is owed");
        }
        if (next.equals(payment)) {
            return unchanged(REPEATED);
        }
        payment = next;
        return changed();
    }

    private Outcome ofThisRevision(int about, Supplier<Outcome> decision) {
        return about == revision
                ? decision.get()
                : unchanged("it is about revision " + about + " and the booking is at revision " + revision);
    }

    private static boolean isReached(@Nullable Instant deadline, Instant due, Instant now) {
        return deadline != null
                && !due.isBefore(deadline)
                && !now.plus(CLOCK_TOLERANCE).isBefore(deadline);
    }

    private static Outcome changed(BookingEvent... events) {
        return new Outcome.Changed(List.of(events));
    }

    private static Outcome unchanged(String why) {
        return new Outcome.Unchanged(why);
    }
}
