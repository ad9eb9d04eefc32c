package io.holdfast.matching.domain.match;

/** Why nobody waits for a professional's answer any more. */
public enum WithdrawalReason {
    /** Somebody else accepted before, and has the booking. */
    TAKEN,
    /** They accepted, and their calendar was no longer free. */
    SLOT_NOT_FREE,
    /** The booking was called off, or changed. */
    BOOKING_ENDED,
    /** The time in which somebody had to be found is over. */
    MATCH_FAILED
}
