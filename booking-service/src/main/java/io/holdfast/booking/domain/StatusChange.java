package io.holdfast.booking.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One line of a booking's history.
 *
 * @param by the {@code sub} of the professional or admin who did it; null where a client or no person did
 */
public record StatusChange(
        BookingStatus status, Instant at, TriggeredBy triggeredBy, @Nullable String reason, @Nullable String by) {

    StatusChange(BookingStatus status, Instant at, TriggeredBy triggeredBy, @Nullable String reason) {
        this(status, at, triggeredBy, reason, null);
    }

    /** Signed by whoever did it, where that is somebody of the business. */
    StatusChange signedBy(String subject) {
        return switch (triggeredBy) {
            case PROFESSIONAL, ADMIN -> new StatusChange(status, at, triggeredBy, reason, by == null ? subject : by);
            case CLIENT, AVAILABILITY, PAYMENT, SCHEDULER -> this;
        };
    }
}
