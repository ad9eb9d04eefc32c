package io.holdfast.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limit of this instance alone: counts, for each caller, what they asked for here in the current minute. Real time: the
 * platform's clock can be moved.
 */
final class RequestRate implements RequestLimit {

    private static final Logger log = LoggerFactory.getLogger(RequestRate.class);

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Those beyond are not counted until the minute is over; the services have limits of their own. */
    private static final int MOST_CALLERS = 100_000;

    /** Real time, but for tests whose minute must not end in the middle. */
    interface NanoTime {
        long now();
    }

    private final String counted;
    private final int perMinute;
    private final NanoTime nanoTime;
    private final Map<String, Integer> counts = new HashMap<>();
    private long windowBegan;

    /** @param counted what is counted, for the log */
    RequestRate(String counted, int perMinute, NanoTime nanoTime) {
        this.counted = counted;
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.windowBegan = nanoTime.now();
    }

    @Override
    public synchronized Standing take(String caller) {
        long now = nanoTime.now();
        if (now - windowBegan >= WINDOW.toNanos()) {
            counts.clear();
            windowBegan = now;
        }
        Duration reset = Duration.ofSeconds(WINDOW.minusNanos(now - windowBegan).plusNanos(999_999_999).toSeconds());
        int count = counts.getOrDefault(caller, 0);
        if (count >= perMinute) {
            return new Standing(false, perMinute, 0, reset);
        }
        if (count > 0 || counts.size() < MOST_CALLERS) {
            counts.put(caller, count + 1);
        } else if (counts.size() == MOST_CALLERS) {
            log.warn("More than {} callers in a minute: {}", MOST_CALLERS, counted);
        }
        return new Standing(true, perMinute, perMinute - count - 1, reset);
    }
}
