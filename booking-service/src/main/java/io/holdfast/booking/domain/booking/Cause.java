package io.holdfast.booking.domain.booking;

/** The command or message that changed a booking's status. Where a deadline had passed, its timer, whether it rang or not. */
public enum Cause {
    REQUEST("request"),
    CONFIRM("confirm"),
    DECLINE("decline"),
    CANCEL("cancel"),
    COMPLETE("complete"),
    NO_SHOW("no-show"),
    SLOT_RESERVED("slot.reserved"),
    SLOT_REJECTED("slot.rejected"),
    SLOT_BOOKED("slot.booked"),
    SLOT_LOST("slot.lost"),
    PAYMENT_CAPTURED("payment.captured"),
    PAYMENT_ORDER_REFUSED("payment.order-refused"),
    MATCH_FOUND("match.found"),
    MATCH_FAILED("match.failed"),
    WAITLIST_ACCEPTED("waitlist.accepted"),
    REQUEST_TIMED_OUT("request.timed-out"),
    HOLD_TIMED_OUT("hold.timed-out"),
    CONFIRMING_TIMED_OUT("confirming.timed-out"),
    CONFIRMATION_TIMED_OUT("confirmation.timed-out"),
    MATCH_TIMED_OUT("match.timed-out"),
    START_REACHED("booking.start-reached"),
    END_REACHED("booking.end-reached");

    private final String label;

    Cause(String label) {
        this.label = label;
    }

    /** As the command is called in its address, or the message on the wire. */
    public String label() {
        return label;
    }
}
