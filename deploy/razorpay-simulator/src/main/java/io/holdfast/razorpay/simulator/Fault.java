package io.holdfast.razorpay.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong on request; the delay is what a fault that waits takes when nothing else was asked for. */
enum Fault {
    /** A 5xx instead of an answer; nothing was done. */
    SERVER_ERROR(Duration.ZERO),
    /** It is done, and the answer does not come; after the delay there is a 504. */
    TIMEOUT(Duration.ofSeconds(8)),
    /** It is done after the delay. */
    SLOW(Duration.ofSeconds(2)),
    /** A 429 instead of an answer; nothing was done. */
    RATE_LIMIT(Duration.ZERO),
    /** The same event is sent again after the delay. */
    WEBHOOK_DUPLICATED(Duration.ofSeconds(1)),
    /** Each event waits for a random part of the delay, so that they overtake each other. */
    WEBHOOK_REORDERED(Duration.ofSeconds(1)),
    /** Sent after the delay only. */
    WEBHOOK_LATE(Duration.ofSeconds(5)),
    /** Never sent. */
    WEBHOOK_LOST(Duration.ZERO),
    /** Signed with the secret from before the rotation, on each of its tries. */
    WEBHOOK_OLD_SECRET(Duration.ZERO),
    /** A payment stays authorised although its order asks for automatic capture. */
    LEFT_AUTHORIZED(Duration.ZERO),
    /** A payment that stays authorised goes back to the payer by itself after the delay. */
    AUTO_REFUND(Duration.ofSeconds(1)),
    /** The payer pays the order twice, in two windows; both are captured. */
    SECOND_CAPTURE(Duration.ZERO),
    /** Another amount is captured than the order has. */
    WRONG_AMOUNT(Duration.ZERO),
    /** A refund is taken, stays pending and then fails. */
    REFUND_FAILURE(Duration.ZERO);

    private final Duration usualDelay;

    Fault(Duration usualDelay) {
        this.usualDelay = usualDelay;
    }

    Duration usualDelay() {
        return usualDelay;
    }

    /** Whether it can be kept to some of the API's operations. */
    boolean isOfAnswers() {
        return this == SERVER_ERROR || this == TIMEOUT || this == SLOW || this == RATE_LIMIT;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> named(String name) {
        return Arrays.stream(values()).filter(fault -> fault.wireName().equals(name)).findFirst();
    }
}
