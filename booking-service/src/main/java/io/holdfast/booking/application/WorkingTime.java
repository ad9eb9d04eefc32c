package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether this service has been at work for a while, so that what others said can have been heard. After a start, and
 * after its clock was set forward, much is overdue at once of which the timers, and payments, are only on their way; and
 * of two messages that waited for us, the timer may be read before the payment that came in time.
 */
@Component
class WorkingTime {

    // More than a clock that is corrected little by little is ever off between two looks.
    private static final Duration JUMP = Duration.ofSeconds(5);

    private final Clock clock;
    private final LongSupplier nanos;
    private final long needed;
    private final Instant start;
    private Instant lastInstant;
    private long lastNanos;
    private long since;

    @Autowired
    WorkingTime(Clock clock, BookingSettings settings) {
        this(clock, settings.workingTime(), System::nanoTime);
    }

    /**
     * @param needed how long is a while
     * @param nanos  as {@link System#nanoTime}: time that really passes
     */
    WorkingTime(Clock clock, Duration needed, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.needed = needed.toNanos();
        this.start = clock.instant();
        this.lastInstant = start;
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

    /** Whether all was heard that was said before {@code deadline}: it is none that passed while we were away. */
    boolean isEnoughFor(Instant deadline) {
        return !deadline.isBefore(start) || isEnough();
    }
}
