package io.holdfast.matching.domain;

/** All reviews. */
public interface Reviews {

    /** Stores a review; one of the same booking that is there already stays as it is. */
    void add(Review review);

    /** What all reviews of a professional that are stored by now come to. */
    Rating ratingOf(ProfessionalId professional);
}
