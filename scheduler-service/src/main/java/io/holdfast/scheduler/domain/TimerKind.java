package io.holdfast.scheduler.domain;

/** What a timer is for. Its name is part of the timer's stored id. */
public enum TimerKind {
    /** Nobody paid while the slot was held. */
    HOLD,
    /** Nobody accepted a booking that needs it. */
    CONFIRMATION,
    /** The booking begins. */
    START,
    /** The booking ends. */
    END
}
