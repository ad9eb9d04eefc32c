package io.holdfast.payment.domain;

/** An admin asked for a refund that cannot be. Nothing changed. */
public final class RefundNotPossible extends RuntimeException {

    /** Why not. */
    public enum Why {
        /** More than is left of what was captured, or nothing is left. */
        EXCEEDS_WHAT_IS_LEFT,
        /** Another currency than the one that was paid in. */
        OTHER_CURRENCY,
        /** The same key asked for another refund before. */
        KEY_REUSED,
        /** Nothing has failed that could be tried again. */
        NOTHING_FAILED
    }

    private final Why why;

    RefundNotPossible(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
