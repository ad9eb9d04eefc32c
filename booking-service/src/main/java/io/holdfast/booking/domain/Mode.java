package io.holdfast.booking.domain;

/** Who finds the professional. */
public enum Mode {
    /** The client chose professional and start. */
    DIRECT,
    /** The platform asks professionals. */
    MATCH
}
