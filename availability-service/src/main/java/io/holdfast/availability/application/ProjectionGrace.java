package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.holdfast.messaging.RetryLater;

/**
 * The time that other services' news may take to be projected here. Whoever needs them waits that long; after it, they count
 * as not existing.
 */
final class ProjectionGrace {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private ProjectionGrace() {}

    /** @throws RetryLater while {@code fact}, of which a message from {@code since} speaks, may be on its way */
    static void orRetryLater(String fact, Instant since, Clock clock) {
        if (clock.instant().isBefore(since.plus(LONGEST))) {
            throw new RetryLater("Not known here yet: " + fact, null);
        }
    }
}
