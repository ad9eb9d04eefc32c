package io.holdfast.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Something that must happen at an instant, once.
 *
 * <p>Each verb answers what the timer becomes; itself where a message changes nothing, because it is a repetition or
 * too late.
 *
 * @param dueAt when it fires, to the millisecond; null only for a timer that was withdrawn before it was armed
 */
public record Timer(TimerStatus status, @Nullable Instant dueAt) {

    /** Takes the place of a timer whose arming was overtaken by what followed from it, and refuses it when it comes. */
    public static final Timer NEVER = new Timer(TimerStatus.WITHDRAWN, null);

    public Timer {
        if (dueAt == null && status != TimerStatus.WITHDRAWN) {
            throw new IllegalArgumentException("Only a timer that was never armed has no instant.");
        }
    }

    /** A new timer. The store keeps milliseconds; what is finer is rounded up, so that nothing fires early. */
    public static Timer armed(Instant dueAt) {
        Instant millis = dueAt.truncatedTo(ChronoUnit.MILLIS);
        return new Timer(TimerStatus.ARMED, millis.equals(dueAt) ? millis : millis.plus(Duration.ofMillis(1)));
    }

    /** The booking went on or ended, and the deadline has lost its meaning. */
    public Timer withdraw() {
        return switch (status) {
            case ARMED -> new Timer(TimerStatus.WITHDRAWN, dueAt);
            // The event is out; the booking decides whether it was too late.
            case FIRED -> this;
            case WITHDRAWN -> this;
        };
    }

    /** Its instant may have come. */
    public Timer fire(Instant now) {
        return switch (status) {
            // Not due: whoever asked had a faster clock, and asks again.
            case ARMED -> isDue(now) ? new Timer(TimerStatus.FIRED, dueAt) : this;
            // Another instance was faster, or a withdrawal.
            case FIRED, WITHDRAWN -> this;
        };
    }

    private boolean isDue(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }
}
