package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What changes in a booking's life, as it is stored and shown.
 *
 * @param revision 1, and one more with each rescheduling
 * @param payment  null while nothing was asked for, and for ever when nothing is owed
 * @param history  oldest first, never empty
 */
public record BookingState(
        int revision,
        BookingStatus status,
        Slot slot,
        @Nullable Payment payment,
        @Nullable Instant confirmationDeadline,
        @Nullable Instant confirmedAt,
        @Nullable Instant completedAt,
        @Nullable Cancellation cancellation,
        List<StatusChange> history) {

    public BookingState {
        history = List.copyOf(history);
    }
}
