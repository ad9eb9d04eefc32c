package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Whether this service has been at work for a while, so that what others said can have been heard. After a start, and
 * after its clock was set forward, much is overdue at once of which the timers, and payments, are only on their way.
 */
final class WorkingTime {

    // More than a clock that is corrected little by little is ever off between two looks.
    private static final Duration JUMP = Duration.ofSeconds(5);

    private final Clock clock;
    private final LongSupplier nanos;
    private final long needed;
    private Instant lastInstant;
    private long lastNanos;
    private long since;

    /**
     * @param needed how long is a while
     * @param nanos  as {@link System#nanoTime}: time that really passes
     */
    WorkingTime(Clock clock, Duration needed, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.needed = needed.toNanos();
        this.lastInstant = clock.instant();
        this.lastNanos = nanos.getAsLong();
        this.since = lastNanos;
    }

    synchronized boolean isEnough() {
        Instant instant = clock.instant();
        long now = nanos.getAsLong();
        Duration passed = Duration.ofNanos(now - lastNanos);
        if (Duration.between(lastInstant, instant).minus(passed).compareTo(JUMP) > 0) {
            since = now;
        }
        lastInstant = instant;
        lastNanos = now;
        return now - since >= needed;
    }
}
