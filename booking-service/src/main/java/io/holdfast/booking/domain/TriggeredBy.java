package io.holdfast.booking.domain;

/** Who or what moved a booking. */
public enum TriggeredBy {
    CLIENT,
    PROFESSIONAL,
    ADMIN,
    AVAILABILITY,
    PAYMENT,
    SCHEDULER
}
