package io.holdfast.booking.domain.imports;

/** What becomes of a row, or would. */
public enum RowStatus {
    CREATED,
    UPDATED,
    UNCHANGED,
    REFUSED,
    /** A booking that has begun already, or was called off; it is left out. */
    LEFT_OUT
}
