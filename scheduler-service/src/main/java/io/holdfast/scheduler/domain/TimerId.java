package io.holdfast.scheduler.domain;

/**
 * Derived from the cause, so that arming twice is arming once.
 *
 * @param revision of the booking, from 1; rescheduling makes timers of its own
 */
public record TimerId(String bookingId, TimerKind kind, int revision) {

    public TimerId {
        if (bookingId.isBlank() || revision < 1) {
            throw new IllegalArgumentException("A timer needs a booking and a revision from 1.");
        }
    }

    /** As stored: {@code bookingId:kind:revision}. */
    public String value() {
        return bookingId + ":" + kind + ":" + revision;
    }

    /** The reverse of {@link #value()}; read from the right, as a booking's id may hold anything. */
    public static TimerId parse(String value) {
        int revision = value.lastIndexOf(':');
        int kind = value.lastIndexOf(':', revision - 1);
        if (kind < 0) {
            throw new IllegalArgumentException("Not a timer's id: " + value);
        }
        return new TimerId(
                value.substring(0, kind),
                TimerKind.valueOf(value.substring(kind + 1, revision)),
                Integer.parseInt(value.substring(revision + 1)));
    }
}
