package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentStatus;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The booking aggregate, and the subject of the saga.
 *
 * <p>Messages come at least once and in any order, so each method decides for every status: it moves the booking, or
 * says why nothing changes. {@code REJECTED}, {@code EXPIRED}, {@code DECLINED} and {@code CANCELLED} absorb; where the
 * sender has evidently not heard of the end (it just held or booked our slot), the end is told again. Commands of people
 * are refused with a sentence for them. {@code BookingTableTest} shows all pairs in one table. What follows from a change
 * of status is in {@link Transitions}, moves are in {@link Rescheduling}.
 */
public record Booking(BookingTerms terms, BookingState state) {

    static final String REPEATED = "it was decided before";
    static final String ENDED = "the booking has ended";
    static final String TOO_SOON = "nothing was asked for yet";
    static final String NO_ANSWER = "There was no answer in time";

    /** A client, or an admin for them, asks for a slot that they chose, or for somebody who comes at that time. */
    public static Decision<Booking, BookingEvent> request(BookingTerms terms, Slot slot, @Nullable String subject) {
        return switch (terms.mode()) {
            case DIRECT -> requestSlot(terms, slot, subject);
            case MATCH -> requestMatch(terms, slot, subject);
        };
    }

    private static Decision<Booking, BookingEvent> requestSlot(BookingTerms terms, Slot slot, @Nullable String subject) {
        Actor by = new Actor(terms.manual() ? TriggeredBy.ADMIN : TriggeredBy.CLIENT, subject);
        var requested = StatusChange.of(BookingStatus.REQUESTED, terms.requestedAt(), by, terms.cause(), null);
        Instant deadline = terms.requestedAt().plusSeconds(terms.policies().waits().requestSeconds());
        return new Booking(terms, BookingState.requested(slot, Deadline.at(deadline), requested))
                .tells(new BookingEvent.Requested(deadline));
    }

    /** Nothing is held and nobody is asked before it is paid, so that nobody waits for an answer about a slot. */
    private static Decision<Booking, BookingEvent> requestMatch(BookingTerms terms, Slot slot, @Nullable String subject) {
        Instant now = terms.requestedAt();
        Actor by = new Actor(terms.manual() ? TriggeredBy.ADMIN : TriggeredBy.CLIENT, subject);
        var requested = StatusChange.of(BookingStatus.REQUESTED, now, by, Cause.REQUEST, null);
        return new Booking(terms, BookingState.requested(slot, Deadline.at(now), requested)).at(now).askForMatch(by);
    }

    /**
     * A client has accepted a {@link WaitlistOffer}, and a rule is against it. What is held for it is given back, and they are
     * told.
     *
     * @param reason for people
     */
    public static Decision<Booking, BookingEvent> refuseOffer(
            BookingTerms terms, Slot slot, @Nullable String subject, String reason) {
        Instant now = terms.requestedAt();
        var requested = StatusChange.of(
                BookingStatus.REQUESTED, now, new Actor(TriggeredBy.CLIENT, subject), terms.cause(), null);
        return new Booking(terms, BookingState.requested(slot, Deadline.at(now), requested))
                .at(now)
                .end(BookingStatus.REJECTED, Actor.MATCHING, terms.cause(), reason);
    }

    // ---- the slot

    /**
     * Availability holds the slot until {@code holdUntil}.
     *
     * @param reservedAt when it began to, by its clock
     */
    public Decision<Booking, BookingEvent> slotReserved(int about, Instant holdUntil, Instant reservedAt, Instant now) {
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED -> at(now).holdSlot(Deadline.setBySomebodyElse(holdUntil, reservedAt, now));
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged(REPEATED);
            case PENDING_MATCH -> unchanged("nothing is held where somebody is looked for");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> endAgain();
        });
    }

    /**
     * The same for a client who takes anyone: availability has chosen {@code found}, who is the booking's from now on.
     *
     * @param found null where we know of no such professional, or they cannot be booked any more
     */
    public Decision<Booking, BookingEvent> slotReserved(
            int about, BookedSlot held, @Nullable ProfessionalRef found, Instant holdUntil, Instant reservedAt, Instant now) {
        if (state.slot().professional() != null) {
            return slotReserved(about, holdUntil, reservedAt, now);
        }
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED -> found == null
                    ? at(now).end(BookingStatus.REJECTED, Actor.AVAILABILITY, Cause.SLOT_REJECTED, "PROFESSIONAL_UNKNOWN")
                    : with(next -> next.slot = state.slot().with(found))
                            .slotReserved(about, holdUntil, reservedAt, now);
            case PENDING_MATCH -> unchanged("nothing is held where somebody is looked for");
            case REJECTED, CANCELLED -> endAgain(held);
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW, EXPIRED,
                    DECLINED -> unchanged("in mode MATCH nothing is held before somebody is found");
        });
    }

    /**
     * Availability cannot give us the slot.
     *
     * @param attempt  which try to reach that revision was refused, from 1
     * @param inTheWay the bookings that are, where bookings are
     */
    public Decision<Booking, BookingEvent> slotRejected(
            int about, int attempt, String reason, List<Conflict> inTheWay, Instant now) {
        Optional<Reschedule> move = state.rescheduling().pending().filter(pending -> pending.revision() == about);
        if (move.isPresent()) {
            // The next attempt has the same revision, so a repeated no could be taken for the answer to that.
            return move.get().attempt() == attempt
                    ? state.rescheduling().reject(this, reason, inTheWay, now)
                    : unchanged(REPEATED);
        }
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED -> with(next -> next.conflicts = inTheWay)
                    .at(now)
                    .end(BookingStatus.REJECTED, Actor.AVAILABILITY, Cause.SLOT_REJECTED, reason);
            case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("the slot was reserved before, and the first answer stands");
            case PENDING_MATCH -> unchanged("matching hears it too, and asks the next");
            case REJECTED -> unchanged(REPEATED);
            case EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    /** Availability has booked {@code booked}: the slot is ours. */
    public Decision<Booking, BookingEvent> slotBooked(int about, BookedSlot booked, Instant now) {
        if (about > state.revision()) {
            return state.rescheduling().slotBooked(this, about, booked, now);
        }
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> at(now).confirmHold();
            // Matching says who was found, once it has heard it too; unless the booking ends before.
            case PENDING_MATCH -> booked.equals(state.search().booked())
                    ? unchanged(REPEATED)
                    : with(next -> next.search = next.search.with(booked)).tells();
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> endAgain(booked);
        });
    }

    /** The hold had lapsed and somebody else has the slot. */
    public Decision<Booking, BookingEvent> slotLost(int about, String reason, Instant now) {
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case CONFIRMING -> at(now).giveBack(reason, Actor.AVAILABILITY, Cause.SLOT_LOST);
            case PENDING_MATCH -> unchanged("nothing was held where somebody is looked for");
            case PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("the slot was booked before, and the first answer stands");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    // ---- the match

    /** Matching has found somebody, whose slot availability has booked. */
    public Decision<Booking, BookingEvent> matchFound(int about, ProfessionalRef professional, Instant now) {
        Slot found = state.slot().with(professional);
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case PENDING_MATCH -> at(now).assign(found);
            case CONFIRMING, PENDING_CONFIRMATION -> unchanged("its professional was chosen, and nobody is looked for");
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> unchanged(REPEATED);
            case CANCELLED -> endAgain(BookedSlot.of(found));
            case REJECTED, EXPIRED, DECLINED -> unchanged("it ended before anybody was looked for");
        });
    }

    /**
     * Matching has found nobody; what was paid goes back.
     *
     * @param reason for people
     */
    public Decision<Booking, BookingEvent> matchFailed(int about, String reason, Instant now) {
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED, PENDING_PAYMENT -> unchanged(TOO_SOON);
            case PENDING_MATCH -> at(now).giveBack(reason, Actor.MATCHING, Cause.MATCH_FAILED);
            case CONFIRMING, PENDING_CONFIRMATION -> unchanged("its professional was chosen, and nobody is looked for");
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW ->
                unchanged("somebody was found before, and the first answer stands");
            case CANCELLED -> unchanged(REPEATED);
            case REJECTED, EXPIRED, DECLINED -> unchanged(ENDED);
        });
    }

    // ---- time

    /** The booking was looked at because it may have waited long enough, whatever became of its timer. */
    public Decision<Booking, BookingEvent> overdue(Instant now) {
        if (overdueAt().filter(at -> !at.isAfter(now)).isEmpty()) {
            return unchanged("it is not overdue");
        }
        return switch (status()) {
            case REQUESTED -> at(now).rejectUnanswered();
            case PENDING_PAYMENT -> at(now).expire();
            case CONFIRMING -> at(now).giveBackUnanswered();
            case PENDING_CONFIRMATION -> at(now).declineUnanswered();
            case PENDING_MATCH -> at(now).giveBackUnmatched();
            case CONFIRMED -> isMoving() ? state.rescheduling().askAgain(this, now) : attendance(now).beginOrComplete();
            case IN_PROGRESS -> attendance(now).end();
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged("it waits for nothing");
        };
    }

    /** When {@link #overdue} has something to decide; empty when the booking waits for nothing. */
    public Optional<Instant> overdueAt() {
        return Optional.ofNullable(state.deadline()).map(Deadline::overdueAt);
    }

    /**
     * The client is asked for a review again.
     *
     * @param last whether nobody asks after that
     */
    public Decision<Booking, BookingEvent> reviewRequestDue(int about, boolean last) {
        return ifCurrent(about, () -> switch (status()) {
            case COMPLETED -> switch (state.review().status()) {
                case REQUESTED -> last
                        ? with(next -> next.review = next.review.closed()).tells()
                        : unchanged("the client is asked again later");
                case SUBMITTED -> unchanged("the client has said something already");
                case CLOSED -> unchanged(REPEATED);
                case NONE -> unchanged("it was completed before reviews were asked for");
            };
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS ->
                unchanged("the booking is not completed, so there is nothing to review");
            case NO_SHOW -> unchanged("the client was not there, so there is nothing to review");
            case REJECTED, EXPIRED, DECLINED, CANCELLED -> unchanged(ENDED);
        });
    }

    // ---- the meeting room

    /**
     * The provider has a room for this booking as it was at revision {@code about}, or has none any more.
     *
     * @param url null when it was removed
     */
    public Decision<Booking, BookingEvent> meetingArranged(int about, @Nullable String url, Instant now) {
        return ifCurrent(about, () -> switch (status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, REJECTED, EXPIRED, DECLINED ->
                unchanged("the booking is not confirmed, so it needs no room");
            case CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> url == null
                    ? unchanged("the booking stands, so it needs its room")
                    : updateMeeting(state.meeting().arranged(url, now));
            case CANCELLED -> url == null
                    ? updateMeeting(Meeting.NONE)
                    : unchanged("the booking was cancelled, so the room is to be removed");
        });
    }

    /** The provider could not be asked, and is asked again at {@code until}. */
    public Decision<Booking, BookingEvent> meetingPutOff(Instant until) {
        Instant dueAt = state.meeting().dueAt();
        return dueAt == null || !dueAt.isBefore(until)
                ? unchanged("nothing is to be asked of the provider before that")
                : updateMeeting(state.meeting().putOff(until));
    }

    // ---- people

    /** The professional or an admin accepts. */
    public Decision<Booking, BookingEvent> confirm(Actor by, Instant now) {
        return switch (status()) {
            case PENDING_CONFIRMATION -> at(now).becomeConfirmed(by, Cause.CONFIRM);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW,
                    REJECTED, EXPIRED, DECLINED, CANCELLED -> waitsForNoAnswer();
        };
    }

    /** The professional or an admin does not accept; what was paid goes back. */
    public Decision<Booking, BookingEvent> decline(String reason, Actor by, Instant now) {
        return switch (status()) {
            case PENDING_CONFIRMATION -> at(now).end(BookingStatus.DECLINED, by, Cause.DECLINE, reason);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW,
                    REJECTED, EXPIRED, DECLINED, CANCELLED -> waitsForNoAnswer();
        };
    }

    /**
     * Somebody calls the booking off, before its start.
     *
     * @param choice what an admin says about the refund; {@link RefundChoice#POLICY} from everybody else
     */
    public Decision<Booking, BookingEvent> cancel(Actor by, String reason, RefundChoice choice, Instant now) {
        Instant start = state.slot().start();
        return switch (status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED -> now.isBefore(start)
                    ? at(now).cancelOrLookAgain(by, reason, choice)
                    : refused("booking-started", "The booking began at " + start + " and cannot be cancelled.");
            case IN_PROGRESS -> refused("booking-started", "The booking has begun and cannot be cancelled.");
            case COMPLETED, NO_SHOW -> refused("booking-over", "The booking is over and cannot be cancelled.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "The booking is " + status() + " already; there is nothing to cancel.");
        };
    }

    /** The client gives back what is held for them and not paid for; the slot is free at once. */
    public Decision<Booking, BookingEvent> release(Actor by, Instant now) {
        return switch (status()) {
            case REQUESTED, PENDING_PAYMENT -> cancel(by, "Given back before it was paid", RefundChoice.POLICY, now);
            case CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW -> refused(
                    "nothing-unpaid", "The booking is " + status() + ", so nothing is held for it unpaid. It may be cancelled.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "The booking is " + status() + " already; nothing is held for it.");
        };
    }

    /**
     * Somebody wants the booking at another time, or with another professional. It keeps what it has until availability
     * has booked that.
     *
     * @param listPrice what that professional takes for it now; null where it costs what the booking does, whoever it is with
     * @param note      why, in their words
     */
    public Decision<Booking, BookingEvent> reschedule(
            Actor by, Slot to, @Nullable Money listPrice, @Nullable String note, Instant now) {
        return reschedule(by, to, listPrice, note, null, now);
    }

    /**
     * The client accepts what a waitlist offers them in place of the time that they have. What no rule allows leaves the
     * booking as it is; then what is held for the offer is given back, and they are told. Whether a guest may do this was
     * asked when they joined the waitlist.
     *
     * @param listPrice see {@link #reschedule}
     */
    public Decision<Booking, BookingEvent> moveToOffer(
            WaitlistOffer offer, Actor by, Slot to, @Nullable Money listPrice, Instant now) {
        if (!Objects.equals(by.subject(), terms.client().subject())) {
            return tells(new BookingEvent.OfferReturned(state.revision() + 1, to, offer));
        }
        if (state.commands().find(offer.id().value(), now).isPresent()) {
            return unchanged(REPEATED);
        }
        Decision<Booking, BookingEvent> asked = reschedule(by, to, listPrice, null, offer, now);
        var handled = new CommandLog.Handled(offer.id().value(), offer.entry(), now);
        return asked.refusal()
                .map(why -> tells(new BookingEvent.RescheduleRejected(
                        state.revision() + 1, to, why.why(), Optional.of(offer))))
                .orElse(asked)
                .then(done -> Decision.changed(done.remembering(handled)));
    }

    private Decision<Booking, BookingEvent> reschedule(
            Actor by,
            Slot to,
            @Nullable Money listPrice,
            @Nullable String note,
            @Nullable WaitlistOffer offer,
            Instant now) {
        return switch (status()) {
            case CONFIRMED -> state.rescheduling().request(this, by, to, listPrice, note, offer, now);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH -> refused(
                    "not-confirmed", "Only a confirmed booking can be moved; this one is " + status() + ".");
            case IN_PROGRESS -> refused("booking-started", "The booking has begun and cannot be moved.");
            case COMPLETED, NO_SHOW -> refused("booking-over", "The booking is over and cannot be moved.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "The booking is " + status() + " and cannot be moved.");
        };
    }

    /** The client, or an admin for them, corrects what they said. */
    public Decision<Booking, BookingEvent> correct(Actor by, BookingDetails details, Instant now) {
        Instant start = state.slot().start();
        return switch (status()) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED -> now.isBefore(start)
                    ? Correction.decide(this, by, details, now)
                    : refused("booking-started", "The booking began at " + start + " and cannot be corrected.");
            case IN_PROGRESS -> refused("booking-started", "The booking has begun and cannot be corrected.");
            case COMPLETED, NO_SHOW -> refused("booking-over", "The booking is over and cannot be corrected.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "The booking is " + status() + " and cannot be corrected.");
        };
    }

    /** The professional or an admin records that the client was not there, or corrects that they were. */
    public Decision<Booking, BookingEvent> noShow(Actor by, @Nullable String reason, Instant now) {
        Attendance attendance = attendance(now);
        return switch (status()) {
            case CONFIRMED -> attendance.unlessYetToCome(() -> attendance.noShow(by, reason));
            case IN_PROGRESS -> attendance.noShow(by, reason);
            case COMPLETED -> attendance.whileItCanBeCorrected(() -> attendance.noShow(by, reason));
            case NO_SHOW -> refused("already-recorded", "The client is recorded as absent already.");
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH -> refused(
                    "not-confirmed", "Nobody can be absent from a booking that is " + status() + ".");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "Nobody can be absent from a booking that is " + status() + ".");
        };
    }

    /** The professional or an admin records that the booking took place, or corrects that it did. */
    public Decision<Booking, BookingEvent> complete(Actor by, @Nullable String reason, Instant now) {
        Attendance attendance = attendance(now);
        return switch (status()) {
            case CONFIRMED -> attendance.unlessYetToCome(() -> attendance.completeAtOnce(by, reason));
            case IN_PROGRESS -> attendance.complete(by, reason);
            case NO_SHOW -> attendance.whileItCanBeCorrected(() -> attendance.complete(by, reason));
            case COMPLETED -> refused("already-recorded", "The booking is recorded as completed already.");
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH -> refused(
                    "not-confirmed", "A booking that is " + status() + " cannot be completed.");
            case REJECTED, EXPIRED, DECLINED, CANCELLED ->
                refused("booking-ended", "A booking that is " + status() + " cannot be completed.");
        };
    }

    /** The client says how it was, once. */
    public Decision<Booking, BookingEvent> review(int rating, @Nullable String text, Instant now) {
        return switch (status()) {
            case COMPLETED -> state.review().status() == Review.Status.SUBMITTED
                    ? refused("already-reviewed", "The booking was reviewed already.")
                    : with(next -> next.review = Review.submitted(rating, text, now))
                            .tells(new BookingEvent.Reviewed(rating, now));
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS,
                    NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> refused(
                    "not-completed", "Only a completed booking can be reviewed; this one is " + status() + ".");
        };
    }

    /** Its client is to be forgotten, with all that they said. */
    public Decision<Booking, BookingEvent> erase() {
        return Erasure.decide(this);
    }

    /** Who is to receive it, where that is not its client, is to be forgotten; the booking stays its client's. */
    public Decision<Booking, BookingEvent> eraseRecipient() {
        return Erasure.decideRecipient(this);
    }

    /** Whether its client can be forgotten: it is over, and no money is on its way back. */
    public boolean isErasable() {
        return Erasure.isPossible(this);
    }

    /** With a command that was just done, so that it is not done again. */
    public Booking remembering(CommandLog.Handled command) {
        return with(next -> next.commands = next.commands.plus(command));
    }

    // ---- what to know of it

    public BookingId id() {
        return terms.id();
    }

    public BookingStatus status() {
        return state.status();
    }

    /** Whether it ended without ever having been anybody's booking: nobody paid, and nobody was told that it stands. */
    public boolean wasRefused() {
        return switch (status()) {
            case REJECTED, EXPIRED -> !wasPaid();
            case CANCELLED -> owesMoney() && !wasPaid() && state.confirmedAt() == null;
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS,
                    COMPLETED, NO_SHOW, DECLINED -> false;
        };
    }

    boolean isMoving() {
        return state.rescheduling().pending().isPresent();
    }

    boolean owesMoney() {
        return !terms.owed().isZero();
    }

    /** Paid and not on its way back. */
    boolean isPaid() {
        return state.payment() != null && state.payment().status() == PaymentStatus.CAPTURED;
    }

    boolean wasPaid() {
        return state.payment() != null && state.payment().wasCaptured();
    }

    Payment paymentSoFar() {
        return state.payment() == null ? Payment.owed(terms.owed()) : state.payment();
    }

    Instant confirmingUntil(Instant since) {
        return since.plusSeconds(terms.policies().waits().confirmingSeconds());
    }

    // ---- how it decides

    /** What goes back when the booking is called off at that time. */
    public Refunds refunds(Instant now) {
        return new Refunds(this, now);
    }

    Transitions at(Instant now) {
        return new Transitions(this, now);
    }

    Attendance attendance(Instant now) {
        return new Attendance(this, now);
    }

    Decision<Booking, BookingEvent> ifCurrent(int about, Supplier<Decision<Booking, BookingEvent>> decision) {
        return about == state.revision()
                ? decision.get()
                : unchanged("it is about revision " + about + " and the booking is at revision " + state.revision());
    }

    /** The sender still acts for a booking that has ended, so it is told again; what it holds for us it lets go. */
    Decision<Booking, BookingEvent> endAgain() {
        return endAgain(null);
    }

    /** @param booked what was booked for it all the same; null for nothing that is known */
    private Decision<Booking, BookingEvent> endAgain(@Nullable BookedSlot booked) {
        StatusChange last = state.lastChange();
        String reason = String.valueOf(last.reason());
        return tells(switch (status()) {
            case REJECTED -> new BookingEvent.Rejected(reason);
            case EXPIRED -> new BookingEvent.Expired();
            // As it was then, however often it is told: what goes back because of it is not deducted from it.
            case DECLINED -> new BookingEvent.Declined(reason, refunds(last.at()).everything(), last.triggeredBy());
            case CANCELLED -> new BookingEvent.Cancelled(
                    Objects.requireNonNull(state.cancellation()),
                    state.confirmedAt() != null,
                    state.rescheduling().withdrawn(state.revision()),
                    Optional.ofNullable(booked == null ? state.search().booked() : booked)
                            .filter(slot -> !slot.is(state.slot())));
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS,
                    COMPLETED, NO_SHOW -> throw new IllegalStateException(id() + " has not ended, it is " + status());
        });
    }

    Decision<Booking, BookingEvent> unchanged(String why) {
        return Decision.unchanged(this, why);
    }

    Decision<Booking, BookingEvent> refused(String code, String why) {
        return Decision.refused(this, CommandRefusal.state(code, why));
    }

    Decision<Booking, BookingEvent> againstRule(String code, String why) {
        return Decision.refused(this, CommandRefusal.rule(code, why));
    }

    private Decision<Booking, BookingEvent> waitsForNoAnswer() {
        return refused("no-answer-awaited", "The booking does not wait for an answer, it is " + status() + ".");
    }

    private Decision<Booking, BookingEvent> updateMeeting(Meeting meeting) {
        return meeting.equals(state.meeting())
                ? unchanged(REPEATED)
                : with(next -> next.meeting = meeting).tells();
    }

    Decision<Booking, BookingEvent> tells(BookingEvent... events) {
        return Decision.changed(this, events);
    }

    Booking with(Consumer<BookingState.Next> change) {
        return new Booking(terms, state.with(change));
    }

    /** In another status, in which it waits until another deadline. */
    Booking moved(StatusChange change) {
        Booking moved = with(next -> next.history = Stream.concat(next.history.stream(), Stream.of(change)).toList());
        Instant due = moved.waitsUntil();
        return moved.with(next -> next.deadline = due == null ? null : Deadline.at(due).after(next.deadline));
    }

    private @Nullable Instant waitsUntil() {
        Instant since = state.lastChange().at();
        return switch (status()) {
            case REQUESTED -> since.plusSeconds(terms.policies().waits().requestSeconds());
            case PENDING_PAYMENT -> paymentSoFar().holdUntil();
            case CONFIRMING -> confirmingUntil(since);
            case PENDING_CONFIRMATION -> state.confirmationDeadline();
            case PENDING_MATCH -> state.search().until();
            case CONFIRMED -> state.slot().start();
            case IN_PROGRESS -> state.slot().end();
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> null;
        };
    }
}
