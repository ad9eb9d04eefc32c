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
        /** There is nothing yet that could be reviewed. */
        NONE,
        /** The client is asked for it. */
        REQUESTED,
        SUBMITTED,
        /** Nobody asks for it any more; while the booking counts as completed, it can still be given. */
        CLOSED
    }

    static Review submitted(int rating, @Nullable String text, Instant at) {
        return new Review(Status.SUBMITTED, rating, text, at);
    }

    /** The rating alone: it counts in the professional's, and names nobody. */
    Review withoutText() {
        return new Review(status, rating, null, at);
    }

    /** It took place; what was said about it stays, and nobody is asked twice. */
    Review requested() {
        return status == Status.SUBMITTED ? this : new Review(Status.REQUESTED, null, null, null);
    }

    /** It did not take place after all, or the client was asked often enough; what was said about it is kept. */
    Review closed() {
        return status == Status.REQUESTED ? new Review(Status.CLOSED, null, null, null) : this;
    }
}
