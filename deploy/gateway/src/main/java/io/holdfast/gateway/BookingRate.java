package io.holdfast.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, for each address, what it asked for in the current minute. Real time: the platform's clock can be moved. */
final class BookingRate {

    private static final Logger log = LoggerFactory.getLogger(BookingRate.class);

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Those beyond are not counted until the minute is over; the services have limits of their own. */
    private static final int MOST_ADDRESSES = 100_000;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> counts = new HashMap<>();
    private long windowBegan;

    BookingRate(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.windowBegan = nanoTime.getAsLong();
    }

    /** How long {@code address} has to wait; zero when it may go on, which is then counted. */
    synchronized Duration waitOf(String address) {
        long now = nanoTime.getAsLong();
        if (now - windowBegan >= WINDOW.toNanos()) {
            counts.clear();
            windowBegan = now;
        }
        int count = counts.getOrDefault(address, 0);
        if (count >= perMinute) {
            return WINDOW.minusNanos(now - windowBegan).plusSeconds(1);
        }
        if (count > 0 || counts.size() < MOST_ADDRESSES) {
            counts.put(address, count + 1);
        } else if (counts.size() == MOST_ADDRESSES) {
            log.warn("Bookings are asked for from more than {} addresses in a minute", MOST_ADDRESSES);
        }
        return Duration.ZERO;
    }
}
