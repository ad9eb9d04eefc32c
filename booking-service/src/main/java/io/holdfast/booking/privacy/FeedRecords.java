package io.holdfast.booking.privacy;

import java.util.List;

import io.holdfast.booking.feeds.Feeds;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Their calendar feed: its address opens nothing any more. */
@Component
class FeedRecords implements PersonalRecords {

    private final MongoOperations mongo;

    FeedRecords(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String collection() {
        return "calendar_feeds";
    }

    @Override
    public List<Criteria> of(Person person) {
        List<String> ids = person.subjects().stream()
                .map(subject -> Feeds.idOf(person.tenantId(), subject))
                .toList();
        return person.isFirstPage() && !ids.isEmpty() ? List.of(Criteria.where("_id").in(ids)) : List.of();
    }

    @Override
    public long erase(Person person) {
        return of(person).stream()
                .mapToLong(theirs -> mongo.remove(Query.query(theirs), collection()).getDeletedCount())
                .sum();
    }
}
