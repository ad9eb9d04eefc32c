package io.holdfast.matching.domain.match;

/** The booking that somebody is looked for; opaque here. */
public record BookingId(String value) {

    public BookingId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A booking's id is not empty.");
        }
    }
}
