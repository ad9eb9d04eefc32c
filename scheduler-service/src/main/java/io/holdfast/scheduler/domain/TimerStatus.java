package io.holdfast.scheduler.domain;

/** Where a timer stands. */
public enum TimerStatus {
    /** Waits for its instant. */
    ARMED,
    /** Its event is written. Final. */
    FIRED,
    /** Nobody needs it any more. Final, also when the message that would arm it comes later. */
    WITHDRAWN
}
