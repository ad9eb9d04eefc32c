package io.holdfast.gateway;

import java.time.Duration;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes limits that all instances of the gateway share, or that each has by itself while there is no Redis. */
@Component
class RequestLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final SharedCounts shared;
    private final RequestRate.NanoTime nanoTime;

    /** @param nanoTime of the limits that an instance has by itself; without one, the machine's */
    RequestLimits(SharedCounts shared, ObjectProvider<RequestRate.NanoTime> nanoTime) {
        this.shared = shared;
        this.nanoTime = nanoTime.getIfAvailable(() -> System::nanoTime);
    }

    /** @param counted what is counted, for Redis and the log */
    RequestLimit of(String counted, int perMinute) {
        var alone = new RequestRate(counted, perMinute, nanoTime);
        return caller -> {
            Optional<SharedCounts.Count> together = shared.take(counted, caller, perMinute, WINDOW.toMillis());
            return together.isPresent() ? standing(together.get(), perMinute) : alone.take(caller);
        };
    }

    private static RequestLimit.Standing standing(SharedCounts.Count count, int perMinute) {
        Duration reset = Duration.ofSeconds(Duration.ofMillis(count.leftMillis()).plusMillis(999).toSeconds());
        return new RequestLimit.Standing(count.taken(), perMinute, Math.max(0, perMinute - count.count()), reset);
    }
}
