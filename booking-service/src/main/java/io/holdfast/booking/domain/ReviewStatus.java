package io.holdfast.booking.domain;

/** Whether a review is wanted. */
public enum ReviewStatus {
    NONE,
    REQUESTED,
    SUBMITTED,
    /** It was wanted, and no longer is. */
    CLOSED
}
