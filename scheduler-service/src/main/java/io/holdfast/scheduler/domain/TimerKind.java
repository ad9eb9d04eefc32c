package io.holdfast.scheduler.domain;

/** What a timer is for, in the order in which a booking comes to them. */
public enum TimerKind {
    /** Nobody said whether the slot can be had. */
    REQUEST,
    /** The held slot is not paid for yet. */
    HOLD_REMINDER,
    /** Nobody paid while the slot was held. */
    HOLD,
    /** Nobody said whether the hold became final. */
    CONFIRMING,
    /** The professional has not answered yet. */
    CONFIRMATION_REMINDER,
    /** Nobody accepted a booking that needs it. */
    CONFIRMATION,
    /** A professional who was asked to take the booking has not answered; one for each {@link Occasion.Proposal}. */
    PROPOSAL,
    /** Nobody was found who takes the booking. */
    MATCH,
    /** Somebody on a waitlist who was offered a slot has not answered; the booking that would come of it has its id. */
    WAITLIST_OFFER,
    /** The booking is near; one for each {@link Occasion.Lead}. */
    REMINDER,
    /** The booking begins. */
    START,
    /** The booking ends. */
    END,
    /** The booking has no review yet; one for each {@link Occasion.Round}. */
    REVIEW_REQUEST;

    /** Whether it reminds of what comes. The others are deadlines, which fire however late. */
    boolean isReminder() {
        return switch (this) {
            case HOLD_REMINDER, CONFIRMATION_REMINDER, REMINDER, REVIEW_REQUEST -> true;
            case REQUEST, HOLD, CONFIRMING, CONFIRMATION, PROPOSAL, MATCH, WAITLIST_OFFER, START, END -> false;
        };
    }

    /** Whether matching-service says what becomes of it; of all others each message of the booking says all. */
    boolean isOfMatching() {
        return this == PROPOSAL || this == WAITLIST_OFFER;
    }
}
