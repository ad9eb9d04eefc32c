package io.holdfast.availability.domain;

/** Why a slot cannot be had; the names are part of the API and of {@code slot.rejected}. */
public enum RejectionReason {
    /** Past, or nearer than the offering's notice allows, or today where today is not sold. */
    TOO_SOON,
    /** Beyond the booking window. */
    TOO_FAR,
    /** Outside the hours, blocked, busy by another calendar, not a duration of the offering, or not provided at all. */
    CLOSED,
    /** Within the hours, but beside the slot step: what is listed never is. */
    OFF_STEP,
    BREAK,
    BOOKED,
    /** Somebody is paying for it; it may come free. */
    HELD,
    /** As many bookings share the slot as may. */
    FULL,
    OFFERING_UNKNOWN,
    PROFESSIONAL_UNKNOWN,
    /** The booking ended before. */
    ENDED,
    /** Asked for so long ago that nobody waits for it any more. */
    TOO_LATE
}
