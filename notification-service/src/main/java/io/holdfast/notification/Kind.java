package io.holdfast.notification;

/** What a notification says. */
public enum Kind {
    /** To the client: the booking stands. */
    CONFIRMED,
    /** To professional and admin: somebody booked. */
    NEW_BOOKING,
    /** To everybody who had been told that the booking stands, and to the client in any case. */
    CANCELLED
}
