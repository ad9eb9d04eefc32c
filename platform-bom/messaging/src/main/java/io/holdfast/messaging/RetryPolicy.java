package io.holdfast.messaging;

import java.time.Duration;

/**
 * How long a consumer holds on to a message that fails.
 *
 * @param attempts tries in all for an error that nobody classified; then the message is parked
 * @param firstPause pause after the first failure; doubles each time, up to {@code longestPause}
 * @param longestPause upper bound of a pause
 * @param patience how long a failure that passes (store, network) is retried here before the message is handed back to
 *     the transport, which delivers it again; it is never parked
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause, Duration patience) {

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(15));

    Duration pauseAfter(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
