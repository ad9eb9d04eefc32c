package io.holdfast.booking.domain;

/** Whether somebody must accept a booking whose slot is booked. */
public enum Confirmation {
    INSTANT,
    /** The professional or an admin must accept. */
    MANUAL
}
