package io.holdfast.booking.domain.booking;

/** A booking's identity; it stays the same through every revision. */
public record BookingId(String value) {

    public BookingId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A booking id is never blank.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
