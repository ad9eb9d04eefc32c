package io.holdfast.scheduler.domain;

/** Where a timer stands, in the automation log too. */
public enum TimerStatus {
    /** Waits for its instant. */
    PENDING,
    /** Its event is written. Final. */
    COMPLETED,
    /** The booking went on or ended before its instant. */
    WITHDRAWN,
    /** A reminder that came to be known, or due, when there was nothing left to remind of. */
    SKIPPED,
    /** Its instant came, and its event could not be made; it is tried until it can. */
    FAILED
}
