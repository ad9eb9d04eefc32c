package io.holdfast.booking.domain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the client thinks of a completed booking.
 *
 * @param rating 1 to 5, 5 is best; null unless submitted
 * @param text   null when the client only rated
 * @param at     when it was submitted
 */
public record Review(
        ReviewStatus status, @Nullable Integer rating, @Nullable String text, @Nullable Instant at) {

    static final Review NONE = new Review(ReviewStatus.NONE, null, null, null);

    static Review submitted(int rating, @Nullable String text, Instant at) {
        return new Review(ReviewStatus.SUBMITTED, rating, text, at);
    }

    /** It did not take place after all; what was said about it is kept. */
    Review closed() {
        return status == ReviewStatus.REQUESTED ? new Review(ReviewStatus.CLOSED, null, null, null) : this;
    }
}
