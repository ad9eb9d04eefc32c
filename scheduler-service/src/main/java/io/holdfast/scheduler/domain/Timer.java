package io.holdfast.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Something that must happen at an instant, once.
 *
 * <p>Each verb answers what the timer becomes, or empty where a message changes nothing: it is a repetition, or too late.
 *
 * @param dueAt when it fires, to the millisecond; null only for a timer that was withdrawn before it was armed
 */
public record Timer(TimerId id, String tenantId, TimerStatus status, @Nullable Instant dueAt) {

    public Timer {
        if (dueAt == null && status != TimerStatus.WITHDRAWN) {
            throw new IllegalArgumentException("Only a timer that was never armed has no instant.");
        }
    }

    /** A new timer. The store keeps milliseconds; what is finer is rounded up, so that nothing fires early. */
    public static Timer armed(TimerId id, String tenantId, Instant dueAt) {
        Instant millis = dueAt.truncatedTo(ChronoUnit.MILLIS);
        return new Timer(
                id, tenantId, TimerStatus.ARMED, millis.equals(dueAt) ? millis : millis.plus(Duration.ofMillis(1)));
    }

    /** Takes the place of a timer whose arming was overtaken by its end, and refuses it when it comes. */
    public static Timer withdrawnBeforeArmed(TimerId id, String tenantId) {
        return new Timer(id, tenantId, TimerStatus.WITHDRAWN, null);
    }

    /** The message that armed it came again. */
    public Optional<Timer> arm() {
        return switch (status) {
            // A revision has one deadline of a kind, so whatever arms it again says the same.
            case ARMED -> Optional.empty();
            // Delivered late or replayed: the booking has gone on.
            case FIRED, WITHDRAWN -> Optional.empty();
        };
    }

    /** The booking went on or ended, and the deadline has lost its meaning. */
    public Optional<Timer> withdraw() {
        return switch (status) {
            case ARMED -> Optional.of(new Timer(id, tenantId, TimerStatus.WITHDRAWN, dueAt));
            // The event is out; the booking decides whether it was too late.
            case FIRED -> Optional.empty();
            case WITHDRAWN -> Optional.empty();
        };
    }

    /** Its instant may have come. */
    public Optional<Timer> fire(Instant now) {
        return switch (status) {
            case ARMED -> isDue(now)
                    ? Optional.of(new Timer(id, tenantId, TimerStatus.FIRED, dueAt))
                    // Whoever asked had a faster clock; it is asked for again.
                    : Optional.empty();
            // Another instance was faster, or a withdrawal.
            case FIRED, WITHDRAWN -> Optional.empty();
        };
    }

    /** The event of a timer that has fired. */
    public TimerFired fired() {
        if (status != TimerStatus.FIRED || dueAt == null) {
            throw new IllegalStateException(id.value() + " has not fired.");
        }
        return new TimerFired(id, tenantId, dueAt);
    }

    private boolean isDue(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }
}
