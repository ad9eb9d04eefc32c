package io.holdfast.booking.domain.booking;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of a booking's history.
 *
 * @param cause  the command or message that brought it about
 * @param reason for people; null where the status says all
 * @param by     the {@code sub} of the professional or admin who did it; null where a client or no person did
 */
public record StatusChange(
        BookingStatus status,
        Instant at,
        TriggeredBy triggeredBy,
        Cause cause,
        @Nullable String reason,
        @Nullable String by) {

    static StatusChange of(BookingStatus status, Instant at, Actor actor, Cause cause, @Nullable String reason) {
        return new StatusChange(status, at, actor.role(), cause, reason, actor.signature());
    }
}
