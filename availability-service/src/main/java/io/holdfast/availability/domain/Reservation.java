package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An interval on a calendar day that one booking owns, or lost before the booking itself ended: so that a message which
 * comes again or late gets the answer it got, or would have got. An offer to somebody on a waitlist owns one as its first
 * revision.
 *
 * @param number    of the booking, null where no message ever said it
 * @param attempt   with which try the booking asked for it, from 1
 * @param holdUntil when its hold ends or ended; null when it never was held
 * @param lostTo    what stood in the way when it was {@link Status#LOST} or {@link Status#REFUSED}, else null
 */
public record Reservation(
        BookingRevision booking,
        @Nullable String number,
        int attempt,
        Occupancy occupancy,
        Status status,
        @Nullable Instant holdUntil,
        @Nullable RejectionReason lostTo) {

    /** Where a reservation stands. */
    public enum Status {
        /** Until a deadline; after it, whoever comes takes the slot, and until then it can still become final. */
        HELD,
        /**
         * For somebody on a waitlist, who is asked until a deadline. What owns it is an offer; the booking that comes of it has
         * the same id.
         */
        OFFERED,
        BOOKED,
        /** The hold had ended and somebody else took the slot; its booking may still come with the money. */
        LAPSED,
        /** Its booking moved within the day, and the word that it has is on its way. */
        RELEASED,
        /** It was paid for when somebody else already had it. */
        LOST,
        /** A booking wanted to move here, or its professional to take it, and could not; it may try again. */
        REFUSED
    }

    static Reservation held(SlotRequest request, Occupancy occupancy, Instant until) {
        return of(request, occupancy, Status.HELD, until, null);
    }

    static Reservation offered(SlotRequest request, Occupancy occupancy, Instant until) {
        return of(request, occupancy, Status.OFFERED, until, null);
    }

    static Reservation booked(SlotRequest request, Occupancy occupancy) {
        return of(request, occupancy, Status.BOOKED, null, null);
    }

    static Reservation refused(SlotRequest request, RejectionReason reason) {
        return of(request, Occupancy.of(request.slot(), request.offering()), Status.REFUSED, null, reason);
    }

    private static Reservation of(
            SlotRequest request,
            Occupancy occupancy,
            Status status,
            @Nullable Instant until,
            @Nullable RejectionReason reason) {
        return new Reservation(request.booking(), request.number(), request.attempt(), occupancy, status, until, reason);
    }

    /** One that never was held and is to be made now. */
    static Reservation unheld(BookingRevision booking, Occupancy occupancy) {
        return new Reservation(booking, null, 1, occupancy, Status.LAPSED, null, null);
    }

    Reservation book() {
        return become(Status.BOOKED, null);
    }

    Reservation lapse() {
        return become(Status.LAPSED, null);
    }

    Reservation release() {
        return become(Status.RELEASED, null);
    }

    Reservation lose(RejectionReason to) {
        return become(Status.LOST, to);
    }

    private Reservation become(Status next, @Nullable RejectionReason to) {
        return new Reservation(booking, number, attempt, occupancy, next, holdUntil, to);
    }

    /** As it stands in somebody's way. */
    public Conflict asConflict() {
        return new Conflict(booking.bookingId(), number, occupancy.slot());
    }

    /** What it was refused or lost to. */
    RejectionReason cause() {
        return Objects.requireNonNull(lostTo, "neither refused nor lost");
    }

    /** When a hold ends that is there or was. */
    Instant deadline() {
        return Objects.requireNonNull(holdUntil, "never held");
    }

    /** Whether it keeps others away. */
    public boolean isLiveAt(Instant now) {
        return status == Status.BOOKED || (isHold() && now.isBefore(deadline()));
    }

    /** Whether it keeps others away until a deadline, or did. */
    public boolean isHold() {
        return status == Status.HELD || isOffered();
    }

    boolean isOffered() {
        return status == Status.OFFERED;
    }

    /** Whether it keeps nobody away any more, whatever the time. */
    public boolean hasEnded() {
        return !isHold() && status != Status.BOOKED;
    }

    boolean hasLapsedAt(Instant now) {
        return isHold() && !isLiveAt(now);
    }
}
