package io.holdfast.booking.domain;

/**
 * How long a booking waits for what another service has to say. Long enough for a service that is restarted, short
 * enough that nobody is left without an answer; who pays or accepts has other deadlines.
 *
 * @param requestSeconds    how long it may take until it is known whether the slot can be had, at first or for a move
 * @param confirmingSeconds how long it may take until the hold of a paid booking is final
 */
public record WaitPolicy(int requestSeconds, int confirmingSeconds) {

    /** 5 and 10 minutes. */
    public static final WaitPolicy DEFAULT = new WaitPolicy(300, 600);
}
