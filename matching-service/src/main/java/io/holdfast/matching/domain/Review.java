package io.holdfast.matching.domain;

import java.time.Instant;

/**
 * How a client found a professional; one per booking, which its client reviews once.
 *
 * @param stars 1 to 5, 5 is best
 */
public record Review(String bookingId, ProfessionalId professional, int stars, Instant at) {

    public Review {
        if (stars < 1 || stars > 5) {
            throw new IllegalArgumentException("A review has 1 to 5 stars, not " + stars);
        }
    }
}
