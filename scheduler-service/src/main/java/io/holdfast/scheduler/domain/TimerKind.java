package io.holdfast.scheduler.domain;

/** What a timer is for, in the order in which a booking comes to them. */
public enum TimerKind {
    /** Nobody said whether the slot can be had. */
    REQUEST,
    /** Nobody paid while the slot was held. */
    HOLD,
    /** Nobody said whether the hold became final. */
    CONFIRMING,
    /** Nobody accepted a booking that needs it. */
    CONFIRMATION,
    /** The booking begins. */
    START,
    /** The booking ends. */
    END
}
