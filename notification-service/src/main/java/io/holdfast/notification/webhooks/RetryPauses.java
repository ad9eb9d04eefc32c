package io.holdfast.notification.webhooks;

import java.time.Duration;
import java.util.List;

/** How long is waited after so many failures. */
final class RetryPauses {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));

    private RetryPauses() {}

    /** @param failures at least 1 */
    static Duration after(int failures) {
        return PAUSES.get(Math.clamp(failures - 1L, 0, PAUSES.size() - 1));
    }
}
