package io.holdfast.matching.persistence;

import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Rating;
import io.holdfast.matching.domain.Review;
import io.holdfast.matching.domain.Reviews;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

@Component
class MongoReviews implements Reviews {

    private final MongoOperations mongo;

    MongoReviews(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void add(Review review) {
        try {
            mongo.insert(ReviewDocument.of(review));
        } catch (DuplicateKeyException e) {
            // The event came again.
        }
    }

    @Override
    public Rating ratingOf(ProfessionalId professional) {
        var count = Aggregation.newAggregation(
                Aggregation.match(Criteria.where("professional").is(ProfessionalDocument.idOf(professional))),
                Aggregation.group().count().as("count").sum("stars").as("sum"));
        Rating rating = mongo.aggregate(count, ReviewDocument.class, Rating.class).getUniqueMappedResult();
        return rating == null ? Rating.NONE : rating;
    }
}
