package io.holdfast.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.booking.domain.Outcome.Because;
import org.jspecify.annotations.Nullable;

/**
 * The promise, and the subject of the saga.
 *
 * <p>Messages come at least once and in any order, so each method decides for every status: it moves the booking, or
 * says why nothing changes. {@code REJECTED}, {@code EXPIRED}, {@code DECLINED} and {@code CANCELLED} absorb; where the
 * sender has evidently not heard of the end (it just held or booked our slot), the end is told again. Commands of people
 * are refused with a sentence for them. {@code BookingTableTest} shows all pairs in one table.
 */
public final class Booking {

    // More would only be somebody's program gone wild, and a document has its limits.
    private static final int MOST_RESCHEDULES = 50;
    // So many that no key of the last day is forgotten: what else can be done to a booking is done a few times.
    private static final int MOST_HANDLED = MOST_RESCHEDULES + 20;
    private static final int MOST_CORRECTIONS = 5;
    private static final int EVERYTHING = 100;
    private static final Duration KEYS_LAST = Duration.ofHours(24);

    private static final String REPEATED = "it was decided before";
    private static final String ENDED = "the booking has ended";
    private static final String TOO_SOON = "nothing was asked for yet";
    private static final String NO_ANSWER = "There was no answer in time";

    private final BookingTerms terms;
    private final List<StatusChange> history;
    private final List<Reschedule> reschedules;
    private final List<HandledCommand> handled;
    private final int linesBefore;
    private int revision;
    private Slot slot;
    private BookingStatus status;
    private @Nullable Payment payment;
    private @Nullable Deadline deadline;
    private @Nullable Instant confirmationDeadline;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant completedAt;
    private @Nullable Instant attendanceAt;
    private @Nullable Cancellation cancellation;
    private Review review;
    private Meeting meeting;
    private List<Conflict> conflicts;

    /** A booking as it was stored. */
    public Booking(BookingTerms terms, BookingState state) {
        this.terms = terms;
        this.revision = state.revision();
        this.slot = state.slot();
        this.history = new ArrayList<>(state.history());
        // The first line of a new booking is written by what it asks for now.
        this.linesBefore = history.size() == 1 ? 0 : history.size();
        this.reschedules = new ArrayList<>(state.reschedules());
        this.handled = new ArrayList<>(state.handled());
        this.status = state.status();
        this.payment = state.payment();
        this.confirmationDeadline = state.confirmationDeadline();
        this.confirmedAt = state.confirmedAt();
        this.completedAt = state.completedAt();
        this.attendanceAt = state.attendanceAt();
        this.cancellation = state.cancellation();
        this.review = state.review();
        this.meeting = state.meeting();
        this.conflicts = state.conflicts();
        // Bookings that were stored before there was one have none.
        this.deadline = state.deadline() == null ? deadlineFrom(history.getLast().at()) : state.deadline();
    }

    /** A client, or an admin for them, asks for a slot that they chose. */
    public static NewBooking request(BookingTerms terms, Slot slot) {
        var requested = new StatusChange(
                BookingStatus.REQUESTED,
                terms.requestedAt(),
                terms.manual() ? TriggeredBy.ADMIN : TriggeredBy.CLIENT,
                null);
        Instant deadline = terms.requestedAt().plusSeconds(terms.policies().waits().requestSeconds());
        return new NewBooking(
                new Booking(terms, BookingState.requested(slot, Deadline.at(deadline), requested)),
                List.of(new BookingEvent.Requested(deadline)));
    }

    // ---- the slot

    /**
     * Availability holds the slot until {@code holdUntil}.
     *
     * @param reservedAt when it began to, by its clock
     */
    public Outcome slotReserved(int about, Instant holdUntil, Instant reservedAt, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> holdSlot(Deadline.setBySomebodyElse(holdUntil, reservedAt, now), now);
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> endAgain();
        });
    }

    /**
     * Availability cannot give us the slot.
     *
     * @param attempt  which try to reach that revision was refused, from 1
     * @param inTheWay the bookings that are, where bookings are
     */
    public Outcome slotRejected(int about, int attempt, String reason, List<Conflict> inTheWay, Instant now) {
        if (isPendingMove(about)) {
            // The next attempt has the same revision, so a repeated no could be taken for the answer to that.
            return reschedules.getLast().attempt() == attempt ? stay(reason, inTheWay, now) : unchanged(REPEATED);
        }
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> {
                conflicts = List.copyOf(inTheWay);
                move(BookingStatus.REJECTED, now, TriggeredBy.AVAILABILITY, reason);
                yield changed(new BookingEvent.Rejected(reason));
            }
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("the slot was reserved before, and the first answer stands");
            case REJECTED -> unchanged(REPEATED);
            case EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** Availability has booked {@code booked}: the slot is ours. */
    public Outcome slotBooked(int about, BookedSlot booked, Instant now) {
        if (about > revision) {
            return newSlotBooked(about, booked, now);
        }
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> confirmHold(now);
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> endAgain();
        });
    }

    /** The hold had lapsed and somebody else has the slot. */
    public Outcome slotLost(int about, String reason, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> giveBack(reason, TriggeredBy.AVAILABILITY, now);
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("the slot was booked before, and the first answer stands");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    // ---- the money: facts are kept whenever they come, the booking moves only when it waited for them. They are not
    // held against the revision, because what was paid stays paid when the booking moves to another time.

    /** The payer can pay this order. */
    public Outcome paymentOrderCreated(String orderId, String keyId, Told told) {
        return see(paymentSoFar().ordered(orderId, keyId, told.at(), heard(told)));
    }

    /** The provider will never take this order, so nobody can pay and the slot is not kept for it. */
    public Outcome paymentOrderRefused(int about, String code, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> unchanged(TOO_SOON);
            case PENDING_PAYMENT -> {
                String what = switch (code) {
                    case "amount-not-accepted" -> "amount";
                    case "currency-not-accepted" -> "currency";
                    default -> "order";
                };
                yield giveBack("The payment provider does not accept this " + what, TriggeredBy.PAYMENT, now);
            }
            case CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("nothing more was to be paid");
            case CANCELLED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED -> unchanged(ENDED);
        });
    }

    /** The money is ours. */
    public Outcome paymentCaptured(String paymentId, Money amount, Told told) {
        if (!amount.equals(terms.owed()) || Boolean.FALSE.equals(told.accepted())) {
            return unchanged("what was captured is not what is owed");
        }
        Outcome seen = see(paymentSoFar()
                .knowing(fact(PaymentFact.Kind.CAPTURED, paymentId, null, amount, told)));
        return switch (status) {
            case PENDING_PAYMENT -> isPaid() ? makeFinal(told.now(), TriggeredBy.PAYMENT) : seen;
            case REQUESTED, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> seen;
            // Payment-service hears of both the capture and our end, and gives back as soon as it knows the two.
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> seen;
        };
    }

    /** An attempt failed; the payer may try again while the hold lasts. */
    public Outcome paymentFailed(String paymentId, String reason, Told told) {
        return see(paymentSoFar().knowing(fact(PaymentFact.Kind.FAILED, paymentId, reason, null, told)));
    }

    public Outcome paymentRefundRequested(String paymentId, Money amount, Told told) {
        return see(paymentSoFar().knowing(fact(PaymentFact.Kind.REFUND_REQUESTED, paymentId, null, amount, told)));
    }

    public Outcome paymentRefunded(String paymentId, String refundId, Money amount, Told told) {
        return see(paymentSoFar().knowing(fact(PaymentFact.Kind.REFUNDED, paymentId, refundId, amount, told)));
    }

    public Outcome paymentRefundFailed(String paymentId, Money amount, String reason, Told told) {
        return see(paymentSoFar().knowing(fact(PaymentFact.Kind.REFUND_FAILED, paymentId, reason, amount, told)));
    }

    /**
     * How payment-service told something.
     *
     * @param message  the message's id
     * @param accepted whether it is about the capture that pays the booking; null where it does not say
     * @param at       when it happened
     * @param now      when we hear of it
     */
    public record Told(String message, @Nullable Boolean accepted, Instant at, Instant now) {}

    private PaymentFact.Heard heard(Told told) {
        return new PaymentFact.Heard(told.now(), history.size(), told.message(), told.accepted());
    }

    private PaymentFact fact(
            PaymentFact.Kind kind, String paymentId, @Nullable String reference, @Nullable Money amount, Told told) {
        return new PaymentFact(kind, paymentId, reference, amount, told.at(), heard(told));
    }

    // ---- time: a timer rings once, by the clock of another. One that rings too soon by ours is kept in mind, and the
    // booking decides when its time has come. It does so too, a little later, when none rings at all.

    /** The timer for availability's first answer rang. */
    public Outcome requestTimedOut(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> rang(due, now, () -> rejectUnanswered(now));
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("the slot was reserved before the timer rang");
            case REJECTED -> unchanged(REPEATED);
            case EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The timer for the hold rang. A hold that was prolonged meanwhile has another timer. */
    public Outcome holdTimedOut(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED -> unchanged(TOO_SOON);
            case PENDING_PAYMENT -> rang(due, now, () -> expire(now));
            case CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("it was paid before the timer rang; availability decides whether the slot is still ours");
            case EXPIRED -> unchanged(REPEATED);
            case REJECTED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The timer for making the hold final rang: what was paid is not kept for a slot that nobody vouches for. */
    public Outcome confirmingTimedOut(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> rang(due, now, () -> giveBackUnanswered(now));
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("the slot was booked before the timer rang");
            case CANCELLED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED -> unchanged(ENDED);
        });
    }

    /** The timer for the professional's answer rang. */
    public Outcome confirmationTimedOut(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING -> unchanged(TOO_SOON);
            case PENDING_CONFIRMATION ->
                rang(due, now, () -> declineBecause(NO_ANSWER, TriggeredBy.SCHEDULER, now));
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> unchanged("it was accepted before the timer rang");
            case DECLINED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The booking starts now. */
    public Outcome startReached(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION ->
                unchanged("the booking is not confirmed, so nothing begins");
            case CONFIRMED -> rangForTheSlot(due, now, () -> changed(begin(now)));
            case IN_PROGRESS, COMPLETED -> unchanged(REPEATED);
            case NO_SHOW -> unchanged("the client was marked absent before the timer rang");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The booking ends now. */
    public Outcome endReached(int about, Instant due, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION ->
                unchanged("the booking is not confirmed, so nothing ends");
            case CONFIRMED -> rangForTheSlot(due, now, () -> beginOrComplete(now));
            case IN_PROGRESS -> rang(due, now, () -> changed(complete(now, TriggeredBy.SCHEDULER, null)));
            case COMPLETED -> unchanged(REPEATED);
            case NO_SHOW -> unchanged("the client was marked absent");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** The booking was looked at because it may have waited long enough, whatever became of its timer. */
    public Outcome overdue(Instant now) {
        if (overdueAt().filter(at -> !at.isAfter(now)).isEmpty()) {
            return unchanged("it is not overdue");
        }
        return switch (status) {
            case REQUESTED -> rejectUnanswered(now);
            case PENDING_PAYMENT -> expire(now);
            case CONFIRMING -> giveBackUnanswered(now);
            case PENDING_CONFIRMATION -> declineBecause(NO_ANSWER, TriggeredBy.SCHEDULER, now);
            case CONFIRMED -> isMoving() ? askAgain(now) : beginOrComplete(now);
            case IN_PROGRESS -> changed(complete(now, TriggeredBy.SCHEDULER, null));
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged("it waits for nothing");
        };
    }

    /** When {@link #overdue} has something to decide; empty when the booking waits for nothing. */
    public Optional<Instant> overdueAt() {
        return Optional.ofNullable(deadline).map(Deadline::overdueAt);
    }

    // ---- the meeting room

    /**
     * The provider has a room for this booking as it was at revision {@code about}, or has none any more.
     *
     * @param url null when it was removed
     */
    public Outcome meetingArranged(int about, @Nullable String url, Instant now) {
        return ofThisRevision(about, () -> switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, REJECTED, EXPIRED, DECLINED ->
                unchanged("the booking was never confirmed, so it has no room");
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> url == null
                    ? unchanged("the booking stands, so it needs its room")
                    : meet(meeting.arranged(url, now));
            case CANCELLED -> url == null
                    ? meet(Meeting.NONE)
                    : unchanged("the booking was cancelled, so the room is to be removed");
        });
    }

    /** The provider could not be asked, and is asked again at {@code until}. */
    public Outcome meetingPutOff(Instant until) {
        return meeting.dueAt() == null || !meeting.dueAt().isBefore(until)
                ? unchanged("nothing is to be asked of the provider before that")
                : meet(meeting.putOff(until));
    }

    // ---- people

    /** The professional or an admin accepts. */
    public Outcome confirm(TriggeredBy by, Instant now) {
        return switch (status) {
            case PENDING_CONFIRMATION -> stand(now, by);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW,
                    REJECTED, EXPIRED, DECLINED, CANCELLED -> waitsForNoAnswer();
        };
    }

    /** The professional or an admin does not accept; what was paid goes back. */
    public Outcome decline(String reason, TriggeredBy by, Instant now) {
        return switch (status) {
            case PENDING_CONFIRMATION -> declineBecause(reason, by, now);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW,
                    REJECTED, EXPIRED, DECLINED, CANCELLED -> waitsForNoAnswer();
        };
    }

    /**
     * Somebody calls the booking off, before its start.
     *
     * @param choice what an admin says about the refund; {@link RefundChoice#POLICY} from everybody else
     */
    public Outcome cancel(TriggeredBy by, String reason, RefundChoice choice, Instant now) {
        return switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED -> {
                if (!now.isBefore(slot.start())) {
                    yield refused("booking-started", "The booking began at " + slot.start() + " and cannot be cancelled.");
                }
                CancellationQuote quote = quote(by, choice, now);
                cancellation = new Cancellation(
                        by.canceller(), reason, quote.refundPercentage(), quote.refund(), choice.onBehalfOf());
                if (isMoving()) {
                    settle(reschedules.getLast().withdrawn(now));
                }
                if (meeting.mayBeKnownToProvider() && terms.room() == null) {
                    meeting = meeting.due(now);
                } else {
                    meeting = meeting.left();
                }
                move(BookingStatus.CANCELLED, now, by, reason);
                yield changed(end());
            }
            case IN_PROGRESS -> refused("booking-started", "The booking has begun and cannot be cancelled.");
            case COMPLETED, NO_SHOW -> refused("booking-over", "The booking is over and cannot be cancelled.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "The booking is " + status + " already; there is nothing to cancel.");
        };
    }

    /**
     * Somebody wants the booking at another time, or with another professional. It keeps what it has until availability
     * has booked that.
     *
     * @param listPrice what that professional takes for it now; null where it costs what the booking does, whoever it is with
     * @param note      why, in their words
     */
    public Outcome reschedule(
            TriggeredBy by, Slot to, @Nullable Money listPrice, @Nullable String note, Instant now) {
        return switch (status) {
            case CONFIRMED -> rescheduleConfirmed(by, to, listPrice, note, now);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION -> refused(
                    "not-confirmed", "Only a confirmed booking can be moved; this one is " + status + ".");
            case IN_PROGRESS -> refused("booking-started", "The booking has begun and cannot be moved.");
            case COMPLETED, NO_SHOW -> refused("booking-over", "The booking is over and cannot be moved.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "The booking is " + status + " and cannot be moved.");
        };
    }

    /** The professional or an admin records that the client was not there, or corrects that they were. */
    public Outcome noShow(TriggeredBy by, @Nullable String reason, Instant now) {
        return switch (status) {
            case CONFIRMED -> unlessItIsYetToCome(now, () -> changed(missed(by, reason, now)));
            case IN_PROGRESS -> changed(missed(by, reason, now));
            case COMPLETED -> whileItCanBeCorrected(now, () -> changed(missed(by, reason, now)));
            case NO_SHOW -> refused("already-recorded", "The client is recorded as absent already.");
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION -> refused(
                    "not-confirmed", "Nobody can be absent from a booking that is " + status + ".");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "Nobody can be absent from a booking that is " + status + ".");
        };
    }

    /** The professional or an admin records that the booking took place, or corrects that it did. */
    public Outcome complete(TriggeredBy by, @Nullable String reason, Instant now) {
        return switch (status) {
            case CONFIRMED -> unlessItIsYetToCome(now, () -> changed(begin(now), complete(now, by, reason)));
            case IN_PROGRESS -> changed(complete(now, by, reason));
            case NO_SHOW -> whileItCanBeCorrected(now, () -> changed(complete(now, by, reason)));
            case COMPLETED -> refused("already-recorded", "The booking is recorded as completed already.");
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION -> refused(
                    "not-confirmed", "A booking that is " + status + " cannot be completed.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "A booking that is " + status + " cannot be completed.");
        };
    }

    /** The client says how it was, once. */
    public Outcome review(int rating, @Nullable String text, Instant now) {
        return switch (status) {
            case COMPLETED -> {
                if (review.status() == ReviewStatus.SUBMITTED) {
                    yield refused("already-reviewed", "The booking was reviewed already.");
                }
                review = Review.submitted(rating, text, now);
                yield changed(new BookingEvent.Reviewed(rating, now));
            }
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, NO_SHOW,
                    REJECTED, EXPIRED, DECLINED, CANCELLED -> refused(
                    "not-completed", "Only a completed booking can be reviewed; this one is " + status + ".");
        };
    }

    /**
     * What goes back when somebody cancels now: the policy's part of what was paid, less what went back already. Says
     * nothing about whether they may.
     */
    public CancellationQuote quote(TriggeredBy by, RefundChoice choice, Instant now) {
        if (choice.percentage() != null) {
            return CancellationQuote.of(choice.percentage(), paid(now), slot.start());
        }
        Cancellation.By whom = choice.onBehalfOf() == null ? by.canceller() : choice.onBehalfOf();
        return switch (whom) {
            case CLIENT -> owesMoney() && !wasPaid()
                    // Nothing is kept: should a payment arrive after all, it goes back in full.
                    ? CancellationQuote.of(EVERYTHING, paid(now), slot.start())
                    : terms.policies().cancellation().quote(paid(now), slot.start(), now);
            // Whose doing it is that nothing comes of it does not keep the client's money.
            case PROFESSIONAL, ADMIN, PLATFORM -> CancellationQuote.of(EVERYTHING, paid(now), slot.start());
        };
    }

    // ---- who did it

    /** Signs what this person of the business has just done, for the history. */
    public void signedBy(String subject) {
        for (int line = linesBefore; line < history.size(); line++) {
            history.set(line, history.get(line).signedBy(subject));
        }
    }

    // ---- commands that came before

    /** What was done under this key in the last 24 hours. */
    public Optional<HandledCommand> handled(String keyHash, Instant now) {
        return handled.stream()
                .filter(command -> command.keyHash().equals(keyHash))
                .filter(command -> command.at().plus(KEYS_LAST).isAfter(now))
                .findFirst();
    }

    /** Keeps a command that was just done, so that it is not done again. */
    public void remember(HandledCommand command) {
        handled.removeIf(earlier -> !earlier.at().plus(KEYS_LAST).isAfter(command.at()));
        if (handled.size() == MOST_HANDLED) {
            handled.removeFirst();
        }
        handled.add(command);
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
                deadline,
                confirmationDeadline,
                confirmedAt,
                completedAt,
                attendanceAt,
                cancellation,
                review,
                meeting,
                conflicts,
                reschedules,
                handled,
                history);
    }

    /** Whether it ended without ever having been anybody's booking: nobody paid, and nobody was told that it stands. */
    public boolean wasRefused() {
        return switch (status) {
            case REJECTED, EXPIRED -> !wasPaid();
            case CANCELLED -> owesMoney() && !wasPaid() && confirmedAt == null;
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED,
                    NO_SHOW, DECLINED -> false;
        };
    }

    // ---- moves

    private Outcome holdSlot(Deadline hold, Instant now) {
        if (!owesMoney()) {
            return makeFinal(now, TriggeredBy.AVAILABILITY);
        }
        payment = paymentSoFar().dueBy(hold.due());
        move(BookingStatus.PENDING_PAYMENT, now, TriggeredBy.AVAILABILITY, null);
        deadline = hold;
        return isPaid() ? makeFinal(now, TriggeredBy.PAYMENT) : changed(new BookingEvent.AwaitingPayment(hold.due()));
    }

    private Outcome makeFinal(Instant now, TriggeredBy by) {
        move(BookingStatus.CONFIRMING, now, by, null);
        return changed(new BookingEvent.Paid(terms.owed(), confirmingUntil(now)));
    }

    private Outcome confirmHold(Instant now) {
        if (!now.isBefore(slot.end())) {
            // After a long outage: nobody can keep a promise about a time that is past, and nobody was told of it.
            return giveBack("Its time had passed before it could be confirmed", TriggeredBy.SCHEDULER, now);
        }
        return switch (terms.policies().confirmation().confirmation()) {
            case INSTANT -> stand(now, TriggeredBy.AVAILABILITY);
            case MANUAL -> askForConfirmation(now);
        };
    }

    private Outcome askForConfirmation(Instant now) {
        Optional<Instant> answerBy = terms.policies().confirmation().deadline(slot.start(), now);
        if (answerBy.isEmpty()) {
            return giveBack("There was no time left to ask before the start", TriggeredBy.SCHEDULER, now);
        }
        confirmationDeadline = answerBy.get();
        move(BookingStatus.PENDING_CONFIRMATION, now, TriggeredBy.AVAILABILITY, null);
        return changed(new BookingEvent.AwaitingConfirmation(answerBy.get()));
    }

    private Outcome stand(Instant now, TriggeredBy by) {
        confirmedAt = now;
        if (terms.room() != null) {
            meeting = Meeting.in(terms.room(), now);
        } else if (terms.video()) {
            meeting = Meeting.NONE.due(now);
        }
        move(BookingStatus.CONFIRMED, now, by, null);
        return changed(new BookingEvent.Confirmed(now));
    }

    private Outcome rejectUnanswered(Instant now) {
        move(BookingStatus.REJECTED, now, TriggeredBy.SCHEDULER, NO_ANSWER);
        return changed(end());
    }

    private Outcome expire(Instant now) {
        move(BookingStatus.EXPIRED, now, TriggeredBy.SCHEDULER, "Nobody paid in time");
        return changed(end());
    }

    private Outcome giveBackUnanswered(Instant now) {
        return giveBack("The slot could not be confirmed in time", TriggeredBy.SCHEDULER, now);
    }

    /** What was promised cannot be kept, so everything that was paid goes back. */
    private Outcome giveBack(String reason, TriggeredBy by, Instant now) {
        cancellation = new Cancellation(Cancellation.By.PLATFORM, reason, EVERYTHING, everythingPaid(now));
        move(BookingStatus.CANCELLED, now, by, reason);
        return changed(end());
    }

    private Outcome declineBecause(String reason, TriggeredBy by, Instant now) {
        move(BookingStatus.DECLINED, now, by, reason);
        return changed(end());
    }

    private Outcome rescheduleConfirmed(
            TriggeredBy by, Slot to, @Nullable Money listPrice, @Nullable String note, Instant now) {
        if (!now.isBefore(slot.start())) {
            return refused("booking-started", "The booking began at " + slot.start() + " and cannot be moved.");
        }
        if (isMoving()) {
            return refused("reschedule-pending", "The booking is being moved already. Please wait for the answer.");
        }
        if (to.isSameTimeAs(slot)) {
            return rule("nothing-to-move", "The booking is at that time with that professional already.");
        }
        int notice = terms.policies().rescheduleNoticeHours();
        boolean late = now.isAfter(slot.start().minus(Duration.ofHours(notice)));
        if (late && by != TriggeredBy.ADMIN) {
            return rule("reschedule-notice", "A booking can be moved up to " + notice + " hours before it starts.");
        }
        Money price = terms.price().base();
        boolean costsSomethingElse = listPrice != null && !listPrice.equals(price);
        if (costsSomethingElse && by != TriggeredBy.ADMIN) {
            return rule("price-differs", "With " + to.professional().displayName() + " this costs " + listPrice
                    + " and not " + price + ". Please choose somebody at the same price, or cancel and book again.");
        }
        if (reschedules.size() == MOST_RESCHEDULES) {
            return rule("reschedule-limit", "The booking was moved too often; please cancel it and book again.");
        }
        int next = revision + 1;
        int attempt = 1 + (int) reschedules.stream().filter(move -> move.revision() == next).count();
        Reschedule asked = Reschedule.pending(
                next, attempt, slot, to, by, late, costsSomethingElse ? listPrice : null, note, now);
        reschedules.add(asked);
        waitForAnswer(asked, now);
        return changed(new BookingEvent.RescheduleRequested(asked));
    }

    /**
     * Nobody answered a move. Availability may have done it already, so it is not ours to give up: it is asked again, less
     * and less often, and says again what it decided. Only once the time that the booking has is over does that not matter.
     */
    private Outcome askAgain(Instant now) {
        Reschedule asked = reschedules.getLast();
        if (!now.isBefore(slot.end())) {
            return stay(NO_ANSWER, List.of(), now);
        }
        waitForAnswer(asked, now);
        return changed(new BookingEvent.RescheduleRequested(asked));
    }

    private void waitForAnswer(Reschedule asked, Instant now) {
        Duration sinceAsked = Duration.between(asked.at(), now);
        Duration first = Duration.ofSeconds(terms.policies().waits().requestSeconds());
        Instant next = now.plus(sinceAsked.compareTo(first) > 0 ? sinceAsked : first);
        deadline = deadline == null ? null : deadline.askingAgainAt(next.isBefore(slot.end()) ? next : slot.end());
    }

    private Outcome newSlotBooked(int about, BookedSlot booked, Instant now) {
        Reschedule last = reschedules.isEmpty() ? null : reschedules.getLast();
        if (last == null || last.revision() != about) {
            return unchanged("it is about revision " + about + ", which nobody asked for");
        }
        return switch (last.result()) {
            case PENDING -> booked.is(last.to()) ? moveTo(last, now) : letGo(about, booked);
            // Withdrawn with the booking: the end names this slot, too.
            case WITHDRAWN -> endAgain();
            case REJECTED -> letGo(about, booked);
            case DONE -> unchanged(REPEATED);
        };
    }

    /** A slot that is not wanted any more; whoever booked it is told that the move was off. */
    private Outcome letGo(int about, BookedSlot booked) {
        Optional<Reschedule> asked = reschedules.stream()
                .filter(move -> move.revision() == about && move.result() == Reschedule.Result.REJECTED)
                .filter(move -> booked.is(move.to()))
                .findFirst();
        return asked.<Outcome>map(move -> changed(new BookingEvent.RescheduleRejected(
                        about, move.to(), String.valueOf(move.refusal()))))
                .orElseGet(() -> unchanged("it is about a slot that nobody asked for"));
    }

    private Outcome moveTo(Reschedule asked, Instant now) {
        Reschedule done = asked.done(now);
        settle(done);
        slot = done.to();
        revision = done.revision();
        if (terms.video() && terms.room() == null) {
            meeting = meeting.due(now);
        }
        move(BookingStatus.CONFIRMED, now, done.by(), audit(done));
        return changed(new BookingEvent.Rescheduled(done));
    }

    private Outcome stay(String reason, List<Conflict> inTheWay, Instant now) {
        Reschedule asked = reschedules.getLast();
        settle(asked.rejected(reason, inTheWay, now));
        return changed(new BookingEvent.RescheduleRejected(asked.revision(), asked.to(), reason));
    }

    private void settle(Reschedule settled) {
        reschedules.set(reschedules.size() - 1, settled);
        deadline = deadline == null ? null : deadline.askingAgainAt(null);
    }

    private static String audit(Reschedule done) {
        String professional = done.from().professional().id().equals(done.to().professional().id())
                ? ""
                : " with " + done.to().professional().displayName();
        return "Moved from " + done.from().start() + " to " + done.to().start() + professional
                + (done.noticeOverridden() ? "; the notice was overridden" : "")
                + (done.listPrice() == null ? "" : "; the price was kept, though it would be " + done.listPrice())
                + (done.note() == null ? "" : ": " + done.note());
    }

    /** Start and end are two timers, and either may be the first that is heard of; what ended has begun. */
    private Outcome beginOrComplete(Instant now) {
        BookingEvent began = begin(now);
        return now.isBefore(slot.end())
                ? changed(began)
                : changed(began, complete(now, TriggeredBy.SCHEDULER, null));
    }

    private BookingEvent begin(Instant now) {
        move(BookingStatus.IN_PROGRESS, now, TriggeredBy.SCHEDULER, null);
        return new BookingEvent.Started(now);
    }

    private BookingEvent complete(Instant now, TriggeredBy by, @Nullable String reason) {
        completedAt = now;
        attendanceAt = attendanceAt == null ? now : attendanceAt;
        move(BookingStatus.COMPLETED, now, by, reason);
        return new BookingEvent.Completed(now);
    }

    private BookingEvent missed(TriggeredBy by, @Nullable String reason, Instant now) {
        completedAt = null;
        attendanceAt = attendanceAt == null ? now : attendanceAt;
        review = review.closed();
        move(BookingStatus.NO_SHOW, now, by, reason);
        return new BookingEvent.NoShowRecorded(by, now);
    }

    private Outcome unlessItIsYetToCome(Instant now, Supplier<Outcome> record) {
        if (now.isBefore(slot.start())) {
            return refused("not-started", "The booking starts at " + slot.start() + "; that can be recorded then.");
        }
        return isMoving()
                ? refused("reschedule-pending", "The booking is being moved. Please wait for the answer.")
                : record.get();
    }

    private Outcome whileItCanBeCorrected(Instant now, Supplier<Outcome> record) {
        int days = terms.policies().correctionDays();
        Instant since = attendanceAt == null ? slot.end() : attendanceAt;
        if (now.isAfter(since.plus(Duration.ofDays(days)))) {
            return rule("correction-window", "Attendance can be corrected within " + days + " days.");
        }
        return corrections() >= MOST_CORRECTIONS
                ? rule("correction-limit", "Attendance was corrected " + MOST_CORRECTIONS + " times; now it stays as it is.")
                : record.get();
    }

    private int corrections() {
        int corrections = 0;
        for (int line = 1; line < history.size(); line++) {
            BookingStatus before = history.get(line - 1).status();
            BookingStatus after = history.get(line).status();
            if ((before == BookingStatus.COMPLETED && after == BookingStatus.NO_SHOW)
                    || (before == BookingStatus.NO_SHOW && after == BookingStatus.COMPLETED)) {
                corrections++;
            }
        }
        return corrections;
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
            // As it was then, however often it is told: what goes back because of it is not deducted from it.
            case DECLINED -> new BookingEvent.Declined(
                    reason, everythingPaid(history.getLast().at()), history.getLast().triggeredBy());
            case CANCELLED -> {
                if (cancellation == null) {
                    throw new IllegalStateException(id() + " is cancelled, but nobody knows by whom");
                }
                yield new BookingEvent.Cancelled(cancellation, confirmedAt != null, withdrawn());
            }
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED,
                    NO_SHOW -> throw new IllegalStateException(id() + " has not ended, it is " + status);
        };
    }

    private void move(BookingStatus next, Instant now, TriggeredBy by, @Nullable String reason) {
        status = next;
        history.add(new StatusChange(next, now, by, reason));
        deadline = deadlineFrom(now);
    }

    /** Until when the booking waits in the status that it has had since {@code since}. */
    private @Nullable Deadline deadlineFrom(Instant since) {
        Instant due = switch (status) {
            case REQUESTED -> since.plusSeconds(terms.policies().waits().requestSeconds());
            case PENDING_PAYMENT -> paymentSoFar().holdUntil();
            case CONFIRMING -> confirmingUntil(since);
            case PENDING_CONFIRMATION -> confirmationDeadline;
            case CONFIRMED -> slot.start();
            case IN_PROGRESS -> slot.end();
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> null;
        };
        return due == null ? null : Deadline.at(due).after(deadline);
    }

    private Instant confirmingUntil(Instant since) {
        return since.plusSeconds(terms.policies().waits().confirmingSeconds());
    }

    /** A timer for {@code due} rang: {@code then} follows if its time has come by our clock. */
    private Outcome rang(Instant due, Instant now, Supplier<Outcome> then) {
        if (deadline == null || !deadline.isMeantBy(due)) {
            return unchanged("it rang for an earlier deadline than there is now");
        }
        return deadline.isReached(now) ? then.get() : keepInMind(due);
    }

    /** The timer for start or end rang. */
    private Outcome rangForTheSlot(Instant due, Instant now, Supplier<Outcome> then) {
        // Where it is going to be comes first; when it stays where it is, it is overdue at once.
        return isMoving() ? keepInMind(due) : rang(due, now, () -> {
            // The end's timer may ring between the two.
            keepInMind(due);
            return then.get();
        });
    }

    private Outcome keepInMind(Instant due) {
        Deadline before = deadline;
        deadline = before == null ? null : before.rang(due);
        return Objects.equals(deadline, before) ? unchanged(REPEATED) : changed();
    }

    private Optional<Reschedule> withdrawn() {
        return reschedules.isEmpty() || reschedules.getLast().result() != Reschedule.Result.WITHDRAWN
                ? Optional.empty()
                : Optional.of(reschedules.getLast());
    }

    private boolean isMoving() {
        return !reschedules.isEmpty() && reschedules.getLast().isPending();
    }

    private boolean isPendingMove(int about) {
        return isMoving() && reschedules.getLast().revision() == about;
    }

    private boolean owesMoney() {
        return !terms.owed().isZero();
    }

    /** Paid and not on its way back. */
    private boolean isPaid() {
        return payment != null && payment.status() == PaymentStatus.CAPTURED;
    }

    private boolean wasPaid() {
        return payment != null && payment.wasCaptured();
    }

    /** What was paid, and what of it had gone back or was on its way {@code then}. */
    private CancellationQuote.Paid paid(Instant then) {
        return payment != null && payment.wasCaptured()
                ? new CancellationQuote.Paid(terms.owed(), payment.goneBack(then))
                : new CancellationQuote.Paid(Money.zero(terms.owed().currency()), 0);
    }

    private Money everythingPaid(Instant then) {
        return CancellationQuote.of(EVERYTHING, paid(then), slot.start()).refund();
    }

    private Payment paymentSoFar() {
        return payment == null ? Payment.owed(terms.owed()) : payment;
    }

    private Outcome see(Payment next) {
        if (!owesMoney()) {
            return unchanged("nothing is owed");
        }
        if (next.equals(payment)) {
            return unchanged(REPEATED);
        }
        payment = next;
        return changed();
    }

    private Outcome meet(Meeting next) {
        if (next.equals(meeting)) {
            return unchanged(REPEATED);
        }
        meeting = next;
        return changed();
    }

    private Outcome waitsForNoAnswer() {
        return refused("no-answer-awaited", "The booking does not wait for an answer, it is " + status + ".");
    }

    private Outcome ofThisRevision(int about, Supplier<Outcome> decision) {
        return about == revision
                ? decision.get()
                : unchanged("it is about revision " + about + " and the booking is at revision " + revision);
    }

    private static Outcome changed(BookingEvent... events) {
        return new Outcome.Changed(List.of(events));
    }

    private static Outcome unchanged(String why) {
        return new Outcome.Unchanged(why);
    }

    private static Outcome refused(String code, String why) {
        return new Outcome.Refused(Because.STATE, code, why);
    }

    private static Outcome rule(String code, String why) {
        return new Outcome.Refused(Because.RULE, code, why);
    }
}
