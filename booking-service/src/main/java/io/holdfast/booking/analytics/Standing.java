package io.holdfast.booking.analytics;

import io.holdfast.booking.domain.booking.BookingStatus;

/** What became of a booking, as far as figures tell it apart. */
public enum Standing {
    /** Nobody knows yet whether it will take place. */
    PENDING,
    /** It stands, or takes place just now. */
    CONFIRMED,
    COMPLETED,
    NO_SHOW,
    REJECTED,
    EXPIRED,
    DECLINED,
    CANCELLED;

    static Standing of(BookingStatus status) {
        return switch (status) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH -> PENDING;
            case CONFIRMED, IN_PROGRESS -> CONFIRMED;
            case COMPLETED -> COMPLETED;
            case NO_SHOW -> NO_SHOW;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
            case DECLINED -> DECLINED;
            case CANCELLED -> CANCELLED;
        };
    }
}
