package io.holdfast.matching.domain.match;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A professional has something to do: what the slots' events say of one revision of a booking.
 *
 * @param heldUntil when a hold lapses; null where it is booked
 */
public record Occupancy(String bookingId, int revision, Instant start, Instant end, @Nullable Instant heldUntil) {

    public boolean isOf(String otherBooking, int otherRevision) {
        return bookingId.equals(otherBooking) && revision == otherRevision;
    }

    public boolean isBooked() {
        return heldUntil == null;
    }
}
