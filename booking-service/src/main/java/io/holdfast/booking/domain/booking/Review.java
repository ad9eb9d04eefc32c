package io.holdfast.booking.domain.booking;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the client thinks of a completed booking.
 *
 * @param rating 1 to 5, 5 is best; null unless submitted
 * @param text   null when the client only rated
 * @param at     when it was submitted
 */
public record Review(Status status, @Nullable Integer rating, @Nullable String text, @Nullable Instant at) {

    static final Review NONE = new Review(Status.NONE, null, null, null);

    /** Whether a review is wanted. */
    public enum Status {
        NONE,
        REQUESTED,
        SUBMITTED,
        /** It was wanted, and no longer is. */
        CLOSED
    }

    static Review submitted(int rating, @Nullable String text, Instant at) {
        return new Review(Status.SUBMITTED, rating, text, at);
    }

    /** It did not take place after all; what was said about it is kept. */
    Review closed() {
        return status == Status.REQUESTED ? new Review(Status.CLOSED, null, null, null) : this;
    }
}
