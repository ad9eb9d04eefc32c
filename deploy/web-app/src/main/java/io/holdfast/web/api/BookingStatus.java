package io.holdfast.web.api;

/** Where a booking stands. */
public enum BookingStatus {
    REQUESTED,
    PENDING_PAYMENT,
    CONFIRMING,
    PENDING_CONFIRMATION,
    PENDING_MATCH,
    CONFIRMED,
    IN_PROGRESS,
    COMPLETED,
    NO_SHOW,
    REJECTED,
    EXPIRED,
    DECLINED,
    CANCELLED;

    /** Whether nothing more becomes of it. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> true;
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED, IN_PROGRESS -> false;
        };
    }

    /** Whether its client can call it off: it is neither over nor under way. */
    public boolean canBeCancelled() {
        return !isOver() && this != IN_PROGRESS;
    }
}
