package io.holdfast.payment.domain;

import io.holdfast.messaging.aggregates.Refusal;

/** Why a refund that an admin asked for cannot be made. */
public enum RefundRefusal implements Refusal {
    EXCEEDS_WHAT_IS_LEFT("That is more than is left of this payment."),
    OTHER_CURRENCY("is not the currency that was paid in"),
    KEY_REUSED("The same key asked for another refund before."),
    NOTHING_FAILED("No refund of this payment has failed for good.");

    private final String why;

    RefundRefusal(String why) {
        this.why = why;
    }

    @Override
    public String why() {
        return why;
    }
}
