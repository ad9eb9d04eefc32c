package io.holdfast.booking.domain.booking;

/** Where a booking stands; the table of moves is {@link Booking}. */
public enum BookingStatus {
    /** Asked for; nothing is held yet. */
    REQUESTED,
    /** The slot is held until a deadline and somebody has to pay; in mode MATCH there is no slot yet. */
    PENDING_PAYMENT,
    /** Nothing more is owed; availability is making the hold final. */
    CONFIRMING,
    /** The slot is booked; the professional or an admin has to accept. */
    PENDING_CONFIRMATION,
    /** Nothing more is owed; somebody who provides it is being looked for. */
    PENDING_MATCH,
    CONFIRMED,
    IN_PROGRESS,
    COMPLETED,
    /** The client was not there. */
    NO_SHOW,
    /** The slot could not be had. */
    REJECTED,
    /** Nobody paid in time. */
    EXPIRED,
    /** The professional did not accept. */
    DECLINED,
    CANCELLED;

    /** Whether nothing more will happen at the booked time. */
    public boolean isOver() {
        return switch (this) {
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, CONFIRMED,
                    IN_PROGRESS -> false;
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> true;
        };
    }
}
