package io.holdfast.matching.domain.match;

/** Why nobody was found. */
public enum FailureReason {
    /** The tenant has matching switched off. */
    SWITCHED_OFF,
    /** Nobody can do it: too far, busy, or not what is wanted. */
    NOBODY_SUITABLE,
    /** All who were asked declined or did not answer. */
    NOBODY_ACCEPTED,
    /** The time in which somebody had to be found is over. */
    DEADLINE
}
