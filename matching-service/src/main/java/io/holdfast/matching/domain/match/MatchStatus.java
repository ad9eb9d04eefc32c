package io.holdfast.matching.domain.match;

/** How far the search for one revision of a booking is; the last three are its ends. */
public enum MatchStatus {
    /** Somebody is being asked, or the next ones are about to be. */
    ASKING,
    /** Somebody accepted, and availability has not said whether they are free. */
    RESERVING,
    /** Availability has booked somebody. */
    MATCHED,
    /** Nobody was found. */
    FAILED,
    /** The booking needs nobody any more. */
    WITHDRAWN
}
