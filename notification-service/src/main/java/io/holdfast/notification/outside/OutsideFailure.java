package io.holdfast.notification.outside;

/** A service outside did not do what was asked; a later try may succeed. */
public final class OutsideFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason ours: a kind of failure and a code, never an address nor the other side's words */
    public OutsideFailure(String reason) {
        super(reason);
    }
}
