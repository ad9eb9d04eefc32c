package io.holdfast.embedded;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How these tests wait: long enough for a busy machine, and only for what they wait for themselves. */
final class Patience {
    /** Ends a hang and measures nothing. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Patience() {
    }

    /** Whoever waits would also be failed by what any other test's thread throws. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).dontCatchUncaughtExceptions();
    }
}
