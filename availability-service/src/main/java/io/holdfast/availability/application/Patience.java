package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.holdfast.messaging.RetryLater;

/** Waits for facts that travel on other topics, and knows when to stop: after that they count as not existing. */
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Patience() {}

    /** @throws RetryLater while {@code fact}, of which a message from {@code since} speaks, may be on its way */
    static void orRetryLater(String fact, Instant since, Clock clock) {
        if (clock.instant().isBefore(since.plus(LONGEST))) {
            throw new RetryLater("Not known here yet: " + fact, null);
        }
    }
}
