package io.holdfast.matching.persistence;

import java.time.Instant;

import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.matching.domain.Review;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A review as stored; {@code _id} is its booking's. The index holds all that a rating is counted from.
 *
 * @param professional {@code tenantId:professionalId}
 */
@Permanent(why = "a rating is what all of them come to, and each booking has at most one")
@NoPersonalData(why = "stars of a booking; the text stays with the booking")
@Document("reviews")
@CompoundIndex(def = "{'professional': 1, 'stars': 1}")
record ReviewDocument(@Id String bookingId, String professional, int stars, Instant at) {

    static ReviewDocument of(Review review) {
        return new ReviewDocument(
                review.bookingId(), ProfessionalDocument.idOf(review.professional()), review.stars(), review.at());
    }
}
