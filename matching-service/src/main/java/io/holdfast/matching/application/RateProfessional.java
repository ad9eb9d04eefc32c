package io.holdfast.matching.application;

import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.Review;
import io.holdfast.matching.domain.Reviews;
import org.springframework.stereotype.Component;

/** Takes a review in and lets the professional's rating follow. */
@Component
public class RateProfessional {

    private final Reviews reviews;
    private final Professionals professionals;

    RateProfessional(Reviews reviews, Professionals professionals) {
        this.reviews = reviews;
        this.professionals = professionals;
    }

    /**
     * Stores the review under its booking, then counts all of them: doing it twice is doing it once, and after a crash between
     * the two writes the same event comes again. Of two at once, the one whose review was stored last counts both, and what
     * counts fewer takes no place of what counts more, whichever is saved last.
     */
    public void review(Review review) {
        reviews.add(review);
        Rating rating = reviews.ratingOf(review.professional());
        professionals.decide(review.professional(), professional -> professional.rated(rating));
    }
}
