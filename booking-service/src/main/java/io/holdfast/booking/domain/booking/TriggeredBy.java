package io.holdfast.booking.domain.booking;

import io.holdfast.booking.domain.payment.Cancellation;

/** Who or what moved a booking. */
public enum TriggeredBy {
    CLIENT,
    PROFESSIONAL,
    ADMIN,
    AVAILABILITY,
    PAYMENT,
    MATCHING,
    SCHEDULER;

    /** Who calls a booking off who is this. */
    Cancellation.By canceller() {
        return switch (this) {
            case CLIENT -> Cancellation.By.CLIENT;
            case PROFESSIONAL -> Cancellation.By.PROFESSIONAL;
            case ADMIN -> Cancellation.By.ADMIN;
            case AVAILABILITY, PAYMENT, MATCHING, SCHEDULER -> Cancellation.By.PLATFORM;
        };
    }
}
