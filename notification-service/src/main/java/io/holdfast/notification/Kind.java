package io.holdfast.notification;

/** What a notification says. */
public enum Kind {
    /** To the client: the booking stands. */
    CONFIRMED,
    /** To professional and admin: somebody booked. Also to a professional whom a reschedule gave the booking. */
    NEW_BOOKING,
    /** To client and professional: the booking stands at another time. About the new revision. */
    RESCHEDULED,
    /**
     * To the professional from whom a reschedule took the booking: for them it is cancelled. About the revision that
     * was theirs, since that is the one their calendar has.
     */
    REASSIGNED,
    /** To the client: nobody accepted the booking. */
    DECLINED,
    /** To everybody who had been told that the booking stands, and to the client in any case. */
    CANCELLED
}
