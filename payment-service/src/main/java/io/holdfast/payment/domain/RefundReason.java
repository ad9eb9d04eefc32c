package io.holdfast.payment.domain;

/** The reason of a refund; there is at most one refund per payment and reason, but for those of an admin. */
public enum RefundReason {
    BOOKING_EXPIRED("booking-expired"),
    BOOKING_CANCELLED("booking-cancelled"),
    BOOKING_DECLINED("booking-declined"),
    BOOKING_REJECTED("booking-rejected"),
    /** The provider never made the order; what was captured all the same, if anything, goes back. */
    ORDER_REFUSED("order-refused"),
    /** An admin wanted it; each time is a cause of its own. */
    MANUAL("manual"),
    SECOND_CAPTURE("second-capture"),
    AMOUNT_MISMATCH("amount-mismatch"),
    /** The provider, or somebody at its dashboard, gave it back without being asked by us. */
    PROVIDER("provider");

    private final String wireName;

    RefundReason(String wireName) {
        this.wireName = wireName;
    }

    /** Whether a booking's end is the reason. */
    boolean isAnEnd() {
        return switch (this) {
            case BOOKING_EXPIRED, BOOKING_CANCELLED, BOOKING_DECLINED, BOOKING_REJECTED -> true;
            case ORDER_REFUSED, MANUAL, SECOND_CAPTURE, AMOUNT_MISMATCH, PROVIDER -> false;
        };
    }

    /** As written in events and answers. */
    public String wireName() {
        return wireName;
    }
}
