package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An interval on a calendar day that one booking owns or owned. It stays as a tombstone after its end, so that a
 * message which comes again or late gets the answer it got, or would have got.
 *
 * @param holdUntil when its hold ends or ended; null when it never was held
 * @param lostTo    what stood in the way when it was {@link Status#LOST}, else null
 */
public record Reservation(
        BookingRevision booking,
        Claim claim,
        Status status,
        @Nullable Instant holdUntil,
        @Nullable Refusal lostTo) {

    /** Where a reservation stands. */
    public enum Status {
        /** Until a deadline; after it, whoever comes takes the slot, and until then it can still become final. */
        HELD,
        BOOKED,
        /** The hold had ended and somebody else took the slot; its booking may still come with the money. */
        LAPSED,
        /** The booking ended, or never was to have it. */
        RELEASED,
        /** It was paid for when somebody else already had it. */
        LOST
    }

    static Reservation held(BookingRevision booking, Claim claim, Instant until) {
        return new Reservation(booking, claim, Status.HELD, until, null);
    }

    static Reservation absent(BookingRevision booking, Slot slot) {
        return new Reservation(booking, Claim.of(slot), Status.RELEASED, null, null);
    }

    Reservation book() {
        return new Reservation(booking, claim, Status.BOOKED, holdUntil, null);
    }

    Reservation lapse() {
        return new Reservation(booking, claim, Status.LAPSED, holdUntil, null);
    }

    Reservation release() {
        return new Reservation(booking, claim, Status.RELEASED, holdUntil, null);
    }

    Reservation lose(Refusal to) {
        return new Reservation(booking, claim, Status.LOST, holdUntil, to);
    }

    /** When a hold ends that is there or was. */
    Instant deadline() {
        return Objects.requireNonNull(holdUntil, "never held");
    }

    /** Whether it keeps others away. */
    public boolean isLiveAt(Instant now) {
        return status == Status.BOOKED || (status == Status.HELD && now.isBefore(deadline()));
    }

    boolean hasLapsedAt(Instant now) {
        return status == Status.HELD && !isLiveAt(now);
    }
}
